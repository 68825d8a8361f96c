//! Why a file could not be read at all: one sentence each, saying what, where and what to do.

use crate::locale::{Label, Lang, Wording};

/// A container that cannot be read. Content problems are notices instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub kind: RefusalKind,
    /// Arguments of the sentence.
    pub args: Vec<Wording>,
}

macro_rules! refusals {
    ($($(#[doc = $doc:literal])+ $variant:ident, $zh:literal, $en:literal;)+) => {
        /// What is wrong with a container. Names are permanent.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum RefusalKind { $($(#[doc = $doc])+ $variant,)+ }

        impl RefusalKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Sentence with `{0}`, `{1}` … for the arguments; `{0}` is always the file's name.
            pub const fn template(self) -> Label {
                match self { $(Self::$variant => Label::new($zh, $en),)+ }
            }
        }
    };
}

refusals! {
    /// No bytes.
    Empty, "文件“{0}”是空的（0字节）。请确认导出是否完成，再重新选择文件。", "The file “{0}” is empty (0 bytes). Make sure that the export has finished and choose it again.";
    /// Larger than the limit.
    TooLarge, "文件“{0}”有{1}MB，超过单个文件{2}MB的上限。请按单位或类型拆成几个文件。", "The file “{0}” has {1} MB, more than the {2} MB allowed. Split it by unit or type.";
    /// Format not recognised.
    UnknownFormat, "无法识别文件“{0}”的格式。请使用Excel（xlsx、xls）、WPS表格（et）、CSV或JSON文件。", "The format of “{0}” is not known. Use Excel (xlsx, xls), WPS (et), CSV or JSON.";
    /// Protected by a password.
    Encrypted, "文件“{0}”设有打开密码，无法读取。请取消密码后另存，再重新选择。", "The file “{0}” is protected by a password. Remove it, save the file and choose it again.";
    /// A workbook of the nineties in a code page that is not read.
    OtherCodePage, "文件“{0}”是很旧的Excel格式，文字用非简体中文的编码（代码页{1}）保存，无法读取。请用Excel或WPS打开后另存为xlsx。", "“{0}” is a very old workbook whose texts are in code page {1}, which is not read. Open it in Excel or WPS and save it as xlsx.";
    /// The container is broken.
    Broken, "文件“{0}”已损坏或不完整（{1}）。请重新导出或用Excel打开后另存。", "The file “{0}” is broken or incomplete ({1}). Export it again, or open and save it in Excel.";
    /// Packed in a way that is not read.
    OtherCompression, "文件“{0}”中的“{1}”用了不常见的压缩方法，不能直接读取。请先解压，再直接选择清单文件。", "“{1}” in “{0}” is packed in an unusual way, which is not read. Unpack it first and choose the lists themselves.";
    /// Too many entries in a container.
    TooManyEntries, "文件“{0}”内含{1}个部分，超过{2}个的上限，可能不是正常的表格文件。请用Excel打开后另存。", "The file “{0}” holds {1} parts, more than the {2} allowed; it may not be a real workbook. Open and save it in Excel.";
    /// Two entries of one name.
    DuplicateEntry, "文件“{0}”内有重名的部分“{1}”，内容不可信。请用Excel打开后另存。", "The file “{0}” holds two parts named “{1}” and cannot be trusted. Open and save it in Excel.";
    /// Would expand beyond the limit.
    ExpandsTooFar, "文件“{0}”解压后有{1}MB，超过{2}MB的上限。请删去无关的工作表和空白行后另存，或拆成几个文件。", "The file “{0}” expands to {1} MB, more than the {2} MB allowed. Delete unneeded sheets and blank rows, or split it.";
    /// Entries share bytes, as only crafted archives do.
    OverlappingEntries, "文件“{0}”内的各部分相互重叠，不是正常的表格文件。请用Excel打开后另存。", "Parts of “{0}” overlap each other, so it is no real workbook. Open and save it in Excel.";
    /// Packed suspiciously well.
    SuspiciousRatio, "文件“{0}”的“{1}”部分压缩比异常（{2}倍），可能含大量空白内容。请删去空白行列后另存。", "Part “{1}” of “{0}” is packed {2} times, which suggests masses of blank content. Delete blank rows and columns and save it again.";
    /// XML with a document type or entities.
    ForbiddenXml, "文件“{0}”的“{1}”部分含有不允许的XML声明（{2}）。请用Excel打开后另存。", "Part “{1}” of “{0}” holds an XML declaration that is not allowed ({2}). Open and save it in Excel.";
    /// A tag beyond all measure.
    OversizedTag, "文件“{0}”的“{1}”部分有异常的XML标记（超过2MB，或属性多于{2}个）。请用Excel打开后另存。", "Part “{1}” of “{0}” holds an abnormal XML tag (above 2 MB, or with more than {2} attributes). Open and save it in Excel.";
    /// A web page under the name of a workbook.
    HtmlPage, "文件“{0}”其实是网页（HTML），不是表格文件，多为系统导出时直接改了扩展名。请用Excel打开后另存为xlsx。", "“{0}” is a web page (HTML) and no workbook, as some systems export it under another extension. Open it in Excel and save it as xlsx.";
    /// The XML of Excel 2003, which is no container.
    XmlSpreadsheet, "文件“{0}”是XML文件（如“XML电子表格2003”），不能直接读取。请用Excel打开后另存为xlsx。", "“{0}” is an XML file (such as XML Spreadsheet 2003), which is not read. Open it in Excel and save it as xlsx.";
    /// Claims more than it holds.
    FalseClaim, "文件“{0}”的“{1}”部分声称有{2}项内容，与实际大小不符。请用Excel打开后另存。", "Part “{1}” of “{0}” claims {2} entries, which its size does not allow. Open and save it in Excel.";
    /// A used rectangle that cannot be held.
    RectangleTooLarge, "文件“{0}”的工作表“{1}”用到了{2}行×{3}列，超过上限，多半是表格远处有零星内容。请删去清单以外的单元格后另存为xlsx。", "Sheet “{1}” of “{0}” uses {2} rows × {3} columns, beyond the limit, probably for stray cells far away. Delete cells outside the list and save as xlsx.";
    /// An archive inside an archive.
    NestedArchive, "压缩包“{0}”中还有压缩包“{1}”。请先解压，再直接选择清单文件。", "The archive “{0}” holds another archive “{1}”. Unpack it first and choose the lists themselves.";
    /// An archive in a format that is not read.
    OtherArchive, "文件“{0}”是{1}压缩包，不能直接读取。请先解压，再直接选择清单文件。", "“{0}” is an archive of type {1}, which is not read. Unpack it first and choose the lists themselves.";
    /// Nothing in an archive is a list.
    NoListInArchive, "压缩包“{0}”中没有可以读取的清单文件。请放入xlsx、csv或json文件。", "The archive “{0}” holds no list that can be read. Put xlsx, csv or json files into it.";
    /// Some lines in one encoding and some in another.
    MixedEncodings, "文件“{0}”混用了两种编码：第{1}行是UTF-8，第{2}行不是（可能是GBK），无法可靠读取。请把两部分分别用Excel或WPS打开，合并后另存为xlsx。", "“{0}” mixes two encodings: line {1} is UTF-8 and line {2} is not (perhaps GBK), so it cannot be read reliably. Open both parts in Excel or WPS, put them together and save as xlsx.";
    /// Not JSON after all.
    BadJson, "文件“{0}”不是正确的JSON：第{1}行第{2}列附近{3}。请重新导出。", "The file “{0}” is not valid JSON: near line {1}, column {2}: {3}. Export it again.";
    /// JSON nested too deep.
    TooDeep, "文件“{0}”的JSON嵌套超过{1}层，不是清单数据。请重新导出。", "The JSON in “{0}” is nested more than {1} levels and is no list. Export it again.";
    /// Nothing in it could be taken for an item.
    NoItems, "文件“{0}”中没有找到任何事项。请对照导入模板检查表头，至少要有“事项名称”或“实施编码”列。", "No item was found in “{0}”. Compare its header with the import template; “事项名称” or “实施编码” is needed.";
    /// A header, and nothing below it.
    NoRows, "文件“{0}”只读到表头，下面没有读到任何事项。请在表头下面填写事项；已经填写的，请用Excel或WPS打开后另存，再重新选择。", "“{0}” has a header, but no item was found below it. Fill in items; if they are there, open and save the file in Excel or WPS and choose it again.";
    /// JSON without an item.
    NoItemsInJson, "文件“{0}”的JSON里没有找到任何事项。请使用桂通办接口的原始返回，或者把事项写成一个数组，键用要素的标识或名称（如“事项名称”）。", "The JSON in “{0}” holds no item. Use a response of the 桂通办 interface as it is, or an array of items whose keys are identifiers or names of elements (such as “事项名称”).";
    /// The platform answered with a failure instead of a list.
    PlatformFailure, "文件“{0}”是接口的失败响应（状态{1}：{2}），里面没有事项。请排除故障后重新获取。", "“{0}” is a failed response of the interface (status {1}: {2}) and holds no item. Mend the cause and fetch it again.";
    /// The result of a check of our own.
    OwnReport, "文件“{0}”是检查结果（问题清单、扣分明细等），不是事项清单。请选择检查时所用的清单。", "“{0}” is the result of a check (problems, deductions …) and no list of items. Choose the list that was checked.";
    /// Nothing but forms, one item each.
    OnlyForms, "文件“{0}”里是一个事项一张的表格（要素名与内容左右并列），不是一行一个事项的清单。请下载导入模板，把内容填到对应的列，每个事项占一行。", "“{0}” holds forms for one item each (titles beside values) and no list. Fill the import template, one row for each item.";
    /// Nothing but sub-lists, without the items they belong to.
    OnlySubLists, "文件“{0}”只有{1}，没有事项名称等基本信息，无法单独检查。请把它与“基本信息”放进同一个工作簿，每表一个工作表，再检查。", "“{0}” holds nothing but {1}, without names or other data of the items, and cannot be checked alone. Put it into one workbook with the sheet of items.";
    /// A reference list that does not say what it is.
    ReferenceUnknown, "文件“{0}”看不出是哪一种参考清单。请写明种类；可用的种类：{1}。", "It cannot be told which kind of reference list “{0}” is. Name the kind; kinds: {1}.";
    /// A reference list that may be of several kinds.
    ReferenceAmbiguous, "文件“{0}”的表“{1}”像是几种参考清单（{2}）。请写明种类。", "Sheet “{1}” of “{0}” may be several kinds of reference list ({2}). Name the kind.";
    /// A list of items where a reference list was wanted.
    ReferenceOfItems, "文件“{0}”的表“{1}”是事项清单，不是参考清单，未用于比对。请把它作为要检查的清单；确是参考清单的，请写明种类。", "Sheet “{1}” of “{0}” is a list of items and no reference list; it was not compared with. Give it as a list to check, or name its kind if it is a reference list.";
    /// A reference list without a column it must have.
    ReferenceColumnMissing, "文件“{0}”的表“{1}”按{2}读取，但没有“{3}”列。请对照模板补上该列，或改正种类。", "Sheet “{1}” of “{0}” was read as {2}, but has no column “{3}”. Add it after the template, or name another kind.";
    /// A reference list without entries.
    ReferenceEmpty, "参考清单“{0}”中没有读到任何条目。请检查表头下面是否有内容。", "No entry was found in the reference list “{0}”. See whether there is anything below its header.";
    /// A reference list beyond a limit: a part of it would prove things missing that are not.
    ReferenceTooLong, "参考清单“{0}”超过单次读取的上限（{1}），只用其中一部分比对会得出错误结论。请拆成几个文件。", "The reference list “{0}” exceeds the limit of one reading ({1}); a part of it would give wrong results. Split it into several files.";
    /// The user cancelled.
    Cancelled, "已取消读取文件“{0}”。", "Reading “{0}” was cancelled.";
}

impl RefusalKind {
    /// Whether the file was read, and only holds no item.
    pub fn is_without_items(self) -> bool {
        matches!(
            self,
            Self::NoItems
                | Self::NoRows
                | Self::NoItemsInJson
                | Self::PlatformFailure
                | Self::OnlyForms
                | Self::OnlySubLists
        )
    }
}

impl Refusal {
    /// A refusal; `args[0]` is the file's name.
    pub fn new(kind: RefusalKind, args: impl IntoIterator<Item = impl Into<Wording>>) -> Self {
        Self {
            kind,
            args: args.into_iter().map(Into::into).collect(),
        }
    }

    /// The sentence shown to people.
    pub fn message(&self, lang: Lang) -> String {
        self.kind.template().filled(&self.args, lang)
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::ZhCn))
    }
}

impl std::error::Error for Refusal {}
