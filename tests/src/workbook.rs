//! Workbooks and archives written byte by byte, so that tests can also write what no honest program would.

pub mod xls;
pub mod xlsb;

/// A zip archive in the making.
#[derive(Default)]
pub struct Zip {
    body: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// One entry as the headers describe it; every field may lie.
pub struct Entry<'a> {
    /// Raw bytes of the name.
    pub name: &'a [u8],
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// General-purpose flags: 1 encrypted, 0x800 UTF-8 name.
    pub flags: u16,
    /// The packed bytes.
    pub packed: &'a [u8],
    /// Size they claim to unpack to.
    pub size: u32,
    /// Checksum of the unpacked bytes.
    pub crc: u32,
}

impl Zip {
    /// Adds a stored entry that tells the truth.
    #[must_use]
    pub fn with(self, name: &str, data: impl AsRef<[u8]>) -> Self {
        let data = data.as_ref();
        self.entry(&Entry {
            name: name.as_bytes(),
            method: 0,
            flags: 0x800,
            packed: data,
            size: data.len() as u32,
            crc: crc32(data),
        })
    }

    /// Adds an entry as described.
    #[must_use]
    pub fn entry(mut self, entry: &Entry<'_>) -> Self {
        let offset = self.body.len() as u32;
        let fields = header(entry);
        self.body.extend(b"PK\x03\x04");
        self.body.extend(&fields);
        self.body.extend(entry.name);
        self.body.extend(entry.packed);
        self.describe(entry, offset);
        self
    }

    /// Adds a directory line only, for data that stand at `offset` already.
    pub fn describe(&mut self, entry: &Entry<'_>, offset: u32) {
        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(header(entry));
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(entry.name);
        self.count += 1;
    }

    /// The bytes of the archive.
    pub fn bytes(mut self) -> Vec<u8> {
        let start = self.body.len() as u32;
        let size = self.directory.len() as u32;
        self.body.extend(&self.directory);
        self.body.extend(b"PK\x05\x06\0\0\0\0");
        self.body.extend(self.count.to_le_bytes());
        self.body.extend(self.count.to_le_bytes());
        self.body.extend(size.to_le_bytes());
        self.body.extend(start.to_le_bytes());
        self.body.extend([0, 0]);
        self.body
    }
}

/// The fields that local and central headers have in common.
fn header(entry: &Entry<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    for field in [20, entry.flags, entry.method, 0, 0x21] {
        out.extend(field.to_le_bytes());
    }
    for field in [entry.crc, entry.packed.len() as u32, entry.size] {
        out.extend(field.to_le_bytes());
    }
    out.extend((entry.name.len() as u16).to_le_bytes());
    out.extend([0, 0]);
    out
}

/// The checksum of zip.
pub fn crc32(data: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

/// A deflate stream of `before`, 2064 × `runs` + 1 spaces, and `after`; 13 bytes for each 2 kB of spaces.
pub fn deflated_spaces(before: &str, runs: usize, after: &str) -> Vec<u8> {
    let stored = |out: &mut Vec<u8>, text: &str, last: u8| {
        let length = text.len() as u16;
        out.push(last);
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(text.as_bytes());
    };
    let mut out = Vec::new();
    stored(&mut out, before, 0);
    // The literal space alone in a stored block; then fixed-code blocks of “258 more of the same” (11000101 00000).
    stored(&mut out, " ", 0);
    let mut bits = Bits::default();
    bits.push("010", 1);
    bits.push("1100010100000", 8 * runs);
    bits.push("0000000", 1);
    out.extend(bits.bytes());
    stored(&mut out, after, 1);
    out
}

#[derive(Default)]
struct Bits {
    out: Vec<u8>,
    used: u32,
}

impl Bits {
    fn push(&mut self, pattern: &str, times: usize) {
        for bit in pattern.bytes().cycle().take(pattern.len() * times) {
            if self.used.is_multiple_of(8) {
                self.out.push(0);
            }
            if let Some(last) = self.out.last_mut() {
                *last |= (bit - b'0') << (self.used % 8);
            }
            self.used = (self.used + 1) % 8;
        }
    }

    /// The bytes, ended by an empty stored block's header so that the next block begins on a byte.
    fn bytes(mut self) -> Vec<u8> {
        self.push("000", 1);
        self.out.extend([0, 0, 0xFF, 0xFF]);
        self.out
    }
}

/// The usual parts of an xlsx.
pub struct Xlsx {
    /// Inside of `<worksheet>`.
    pub sheet: String,
    /// Inside of `<sst …>`, and its attributes.
    pub strings: (String, String),
    /// Inside of `<styleSheet>`.
    pub styles: String,
    /// Inside of `<workbook>` before the sheets.
    pub workbook: String,
}

/// The relationships of a workbook in the given namespace of types.
pub const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Xlsx {
    /// A workbook with one sheet whose inside is `sheet`.
    pub fn new(sheet: impl Into<String>) -> Self {
        Self {
            sheet: sheet.into(),
            strings: (String::new(), String::new()),
            styles: String::new(),
            workbook: String::new(),
        }
    }

    /// A workbook whose rows are `rows`.
    pub fn rows(rows: &str) -> Self {
        Self::new(format!("<sheetData>{rows}</sheetData>"))
    }

    /// The parts around the sheet.
    pub fn shell(&self) -> Zip {
        let strings = format!("<sst {}>{}</sst>", self.strings.1, self.strings.0);
        Zip::default()
            .with("[Content_Types].xml", "<Types/>")
            .with(
                "_rels/.rels",
                format!(
                    r#"<Relationships><Relationship Id="r" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            )
            .with(
                "xl/workbook.xml",
                format!(
                    r#"<workbook>{}<sheets><sheet name="清单" sheetId="1" r:id="r1"/></sheets></workbook>"#,
                    self.workbook
                ),
            )
            .with(
                "xl/_rels/workbook.xml.rels",
                format!(
                    r#"<Relationships><Relationship Id="r1" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{RELATIONSHIPS}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="{RELATIONSHIPS}/styles" Target="/xl/styles.xml"/></Relationships>"#
                ),
            )
            .with("xl/sharedStrings.xml", strings)
            .with("xl/styles.xml", format!("<styleSheet>{}</styleSheet>", self.styles))
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let sheet = format!("<worksheet>{}</worksheet>", self.sheet);
        self.shell().with(SHEET, sheet).bytes()
    }
}

/// Where the only sheet stands.
pub const SHEET: &str = "xl/worksheets/sheet1.xml";
