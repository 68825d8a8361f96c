//! The files of a check: lists of items, and reference lists to compare them with.

use crate::session::Meter;
use crate::{port, sample};
use shared::answer::{self, ReferenceFile};
use shared::element::Element;
use shared::import::refusal::RefusalKind;
use shared::import::{self, Limits, Refusal};
use shared::item::List;
use shared::locale::{Label, Lang, Wording};
use shared::mapping::Choices;
use shared::protocol::{Check, ReferenceName};
use shared::reference::{self, Kind, References, holds_items};
use wasm_bindgen::JsValue;

/// Where the bytes of a check come from. Beside it travel its reference lists.
pub(crate) enum Input<'a> {
    Attached(&'a [JsValue]),
    Sample(&'a [JsValue]),
}

/// What was read for a check.
#[derive(Default)]
pub(crate) struct Read {
    /// The items.
    pub(crate) list: List,
    /// The reference lists.
    pub(crate) references: References,
    /// What could not be read, one sentence each.
    pub(crate) refused: Vec<Wording>,
    /// What became of each file of reference lists.
    pub(crate) taken: Vec<ReferenceFile>,
}

impl Read {
    fn take(&mut self, (file, refused): (ReferenceFile, Option<Wording>)) {
        self.refused.extend(refused);
        self.taken.push(file);
    }
}

/// Reads all files: those of items into one list, and reference lists.
pub(crate) fn read(check: &Check, input: &Input<'_>, lang: Lang, meter: &mut Meter<'_>) -> Read {
    let limits = Limits::default();
    let mut read = Read::default();
    let choices = choices(check);
    let parts = match input {
        Input::Sample(parts) => {
            let (list, flow) = (&mut read.list, &mut |progress| meter.report(progress));
            if let Err(refusal) =
                import::read(list, sample::name(lang), sample::BYTES, &choices, &limits, flow)
            {
                read.refused.push(said(&refusal));
            }
            parts
        }
        Input::Attached(parts) => parts,
    };
    // Reference lists that came among the others are read after those that were known before: the order in which
    // the page will name them from now on.
    let mut sorted = Vec::new();
    for (number, name) in check.names.iter().enumerate() {
        let bytes = match bytes_of(name, parts.get(number), &limits) {
            Ok(bytes) => bytes,
            Err(sentence) => {
                read.refused.push(sentence);
                continue;
            }
        };
        if import::is_read_already(&mut read.list, name, &bytes) {
            continue;
        }
        let wanted = |list: &List, content: &import::Content| !check.sort || holds_items(list, name, content);
        let flow = &mut |progress| meter.report(progress);
        match import::read_where(&mut read.list, name, &bytes, &choices, &limits, &wanted, flow) {
            Ok(true) => {}
            Ok(false) => sorted.push((number, name, bytes)),
            Err(refusal) => read.refused.push(said(&refusal)),
        }
    }
    for (number, named) in (check.names.len()..).zip(&check.references) {
        let bytes = bytes_of(&named.0, parts.get(number), &limits);
        let file = reference(&mut read.references, number, named, bytes, lang, meter);
        read.take(file);
    }
    for (number, name, bytes) in sorted {
        let named = (name.clone(), None);
        let file = reference(&mut read.references, number, &named, Ok(bytes), lang, meter);
        read.take(file);
    }
    read
}

/// Reads reference lists for what they hold.
pub(crate) fn references(
    named: &[ReferenceName],
    parts: &[JsValue],
    lang: Lang,
    meter: &mut Meter<'_>,
) -> Vec<ReferenceFile> {
    let limits = Limits::default();
    let one = |(number, named): (usize, &ReferenceName)| {
        let bytes = bytes_of(&named.0, parts.get(number), &limits);
        reference(&mut References::default(), number, named, bytes, lang, meter).0
    };
    named.iter().enumerate().map(one).collect()
}

/// Adds the reference lists of a file; the sentence is why it could not be.
fn reference(
    references: &mut References,
    number: usize,
    named: &ReferenceName,
    bytes: Result<Vec<u8>, Wording>,
    lang: Lang,
    meter: &mut Meter<'_>,
) -> (ReferenceFile, Option<Wording>) {
    let first = references.lists().len();
    let mut file = ReferenceFile {
        file: number as u32,
        name: named.0.clone(),
        lists: Vec::new(),
        refused: String::new(),
        ask: false,
    };
    let kind = named.1.as_deref().and_then(Kind::find);
    let flow = &mut |progress| meter.report(progress);
    let mut refused = None;
    match bytes.map(|bytes| reference::read(references, kind, &named.0, &bytes, &Limits::default(), flow)) {
        Ok(Ok(())) => file.lists = answer::references(references, first),
        Ok(Err(refusal)) => {
            file.ask = matches!(
                refusal.kind,
                RefusalKind::ReferenceUnknown
                    | RefusalKind::ReferenceAmbiguous
                    | RefusalKind::ReferenceOfItems
                    | RefusalKind::ReferenceColumnMissing
            );
            refused = Some(said(&refusal));
        }
        Err(sentence) => refused = Some(sentence),
    }
    if let Some(sentence) = &refused {
        sentence.get(lang).clone_into(&mut file.refused);
    }
    (file, refused)
}

/// The bytes of a file; a sentence where they cannot be had. A file beyond the limit is not even copied.
fn bytes_of(name: &str, part: Option<&JsValue>, limits: &Limits) -> Result<Vec<u8>, Wording> {
    let size = part.map_or(0, port::size);
    if size > limits.file_bytes {
        let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
        let args = [name.to_owned(), megabytes(size), megabytes(limits.file_bytes)];
        return Err(said(&Refusal::new(RefusalKind::TooLarge, args)));
    }
    part.and_then(port::bytes).ok_or_else(|| unreadable(name))
}

/// The corrections as import wants them; identifiers it does not know are left out.
fn choices(check: &Check) -> Choices {
    let mut choices = Choices::default();
    for (title, id) in &check.choices {
        match id.as_deref().map(Element::from_id) {
            None => choices.set(title, None),
            Some(Some(element)) => choices.set(title, Some(element)),
            Some(None) => {}
        }
    }
    choices
}

/// The browser refuses to hand over a file that was moved, deleted or changed after it was chosen.
fn unreadable(name: &str) -> Wording {
    Label::new(
        "文件“{0}”打不开，可能已被移动、删除或正被其他程序修改，请重新选择；如果是文件夹，请打开它，把里面的文件一起放入。",
        "“{0}” cannot be opened; it may have been moved, deleted or changed: choose it again. If it is a folder, open it and take the files inside.",
    )
    .with(&[name.into()])
}

/// A refusal in both languages: the page may be switched while its result is shown.
fn said(refusal: &Refusal) -> Wording {
    Wording::each(|lang| refusal.message(lang))
}
