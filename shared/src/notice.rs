//! What the reader has to say about a file: nothing is dropped, changed or guessed in silence.
//!
//! Three channels are kept apart: a [`Notice`] is about the file, a finding is about the list, an engine error is ours.

use crate::locale::{Label, Lang, Wording};
use crate::place::{Place, SourceId};
use serde::{Deserialize, Serialize};

macro_rules! notices {
    ($($(#[doc = $doc:literal])+ $variant:ident, $severity:ident, $zh:literal, $en:literal;)+) => {
        /// What a notice is about. Codes are permanent: results of earlier years name them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum NoticeCode { $($(#[doc = $doc])+ $variant,)+ }

        impl NoticeCode {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Sentence with `{0}`, `{1}` … for the arguments.
            pub const fn template(self) -> Label {
                match self { $(Self::$variant => Label::new($zh, $en),)+ }
            }

            /// How much it matters.
            pub const fn severity(self) -> NoticeSeverity {
                match self { $(Self::$variant => NoticeSeverity::$severity,)+ }
            }
        }
    };
}

/// How much a notice matters to the person who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeSeverity {
    /// For information: what was understood, and how.
    Info,
    /// Part of the input was not used or is doubtful.
    Warning,
    /// Values were lost before the file reached us; the file must be repaired at its source.
    Damage,
}

impl NoticeSeverity {
    /// Name shown to people.
    pub const fn name(self) -> Label {
        match self {
            Self::Info => Label::new("说明", "Information"),
            Self::Warning => Label::new("注意", "Warning"),
            Self::Damage => Label::new("数据受损", "Damage"),
        }
    }
}

notices! {
    /// A long code was stored as a number; its last digits are gone.
    LongCodeDamaged, Damage,
        "长编码“{0}”被表格软件当作数字保存，后面的数字已丢失，无法还原。请把该列设为“文本”后，从平台重新导出或重新填写。",
        "The long code “{0}” was stored as a number; its last digits are lost. Format the column as text and export or enter it again.";
    /// A code lost its leading zeros.
    LeadingZerosLost, Damage,
        "编码“{0}”少了前导零（应为{1}位，实为{2}位），多为表格软件当作数字保存所致。请把该列设为“文本”后重新填写。",
        "The code “{0}” lost its leading zeros ({1} digits expected, {2} found). Format the column as text and enter it again.";
    /// A column title matched no element.
    ColumnUnmapped, Warning,
        "第{0}列“{1}”未能对应到任何要素，未参加检查。如属清单要素，请改用模板中的列名，或在页面上手动指定。",
        "Column {0} “{1}” matches no element and was not checked. Use the template's title or choose the element by hand.";
    /// A column title was matched by similarity only.
    ColumnGuessed, Info,
        "第{0}列“{1}”按相近名称对应为“{2}”（把握{3}%）。如有误，请在页面上改正。",
        "Column {0} “{1}” was matched to “{2}” by similarity ({3} % sure). Correct it on the page if wrong.";
    /// Two columns were matched to the same element; the surer one counts, the other where that is blank.
    ColumnDuplicate, Warning,
        "第{0}列“{1}”与第{2}列都对应“{3}”，以第{2}列为准，该列为空的才用第{0}列。请删去多余的一列。",
        "Columns {0} “{1}” and {2} both mean “{3}”; column {2} counts, column {0} only where that is blank. Remove one of them.";
    /// The name of handling items beside that of their item; the latter counts.
    ColumnOfHandlingItem, Info,
        "第{0}列“{1}”是业务办理项的名称，第{2}列另有“{3}”，检查时以第{2}列为准，该列为空的才用第{0}列。",
        "Column {0} “{1}” names handling items and column {2} the “{3}”; column {2} was checked, column {0} only where that is blank.";
    /// A column title names a unit.
    ColumnUnit, Info,
        "第{0}列“{1}”的标题注明单位“{2}”，只作说明，未当作单位要素的值。",
        "The title of column {0} “{1}” names the unit “{2}”; it was noted, not taken as a value of the unit element.";
    /// A sheet of instructions or codes.
    SheetIgnored, Info,
        "工作表“{0}”是说明或字典，不含事项，未参加检查。",
        "Sheet “{0}” holds instructions or codes and no items; it was not checked.";
    /// A sheet whose rows cannot be told apart by item.
    SheetWithoutKey, Warning,
        "工作表“{0}”没有实施编码、业务办理项编码或事项名称列，无法判断各行属于哪个事项，该表未参加检查。请补上编码列。",
        "Sheet “{0}” has no column with a code or name of the item, so its rows belong to no item; it was not checked. Add the code.";
    /// Header rows repeated among the data, as page breaks leave them.
    HeaderRepeated, Info,
        "工作表“{0}”的数据中间有{1}行重复的表头，已跳过。",
        "Sheet “{0}” repeats its header {1} times among the data; these rows were skipped.";
    /// Lines of several cells that do not match in number.
    SubListUnaligned, Warning,
        "第{0}行“{1}”各列的行数不一致（{2}）：只有一行的视为适用于全部，其余按行序对应，共读为{3}条。请改为一行一条，或使用导入模板的子表。",
        "In row {0} the lines of “{1}” differ in number ({2}): single lines were taken for all, others matched in order, giving {3} entries. Use one row each, or the template's sheets.";
    /// A later row of an item says something else about the item.
    ValueIgnored, Warning,
        "第{0}行的“{1}”与同一事项前面的行不同，只采用前面的值。",
        "“{1}” in row {0} differs from an earlier row of the same item; the earlier value was used.";
    /// A row of a sub-list names an item by a name that several items have.
    RowAmbiguous, Warning,
        "工作表“{0}”第{1}行只写了“{2}”，有{3}个事项是这个名称或编码，无法判断属于哪一个，该行未参加检查。请填写实施编码；同一编码有几个版本的，再加一列“事项版本”。",
        "Row {1} of sheet “{0}” names only “{2}”, which {3} items have for a name or code; it was not checked. Fill in the implementing code and, where a code has several versions, a column “事项版本”.";
    /// A sheet had no recognisable header row.
    HeaderMissing, Warning,
        "工作表“{0}”中没有找到表头（至少两列能对应到要素的一行），该表未参加检查。请使用导入模板的表头。",
        "No header row (at least two columns matching elements) was found in sheet “{0}”; it was not checked. Use the template's header.";
    /// A sheet was empty.
    SheetEmpty, Info,
        "工作表“{0}”没有内容。",
        "Sheet “{0}” is empty.";
    /// A hidden sheet was read.
    SheetHidden, Info,
        "工作表“{0}”是隐藏的，已照常读取。",
        "Sheet “{0}” is hidden; it was read all the same.";
    /// Hidden rows were read.
    RowsHidden, Info,
        "工作表“{0}”有{1}个隐藏行，已照常读取。",
        "Sheet “{0}” has {1} hidden rows; they were read all the same.";
    /// Hidden columns were read.
    ColumnsHidden, Info,
        "工作表“{0}”有{1}个隐藏列，已照常读取。",
        "Sheet “{0}” has {1} hidden columns; they were read all the same.";
    /// Rows above the header were taken for titles.
    TitleRowsSkipped, Info,
        "工作表“{0}”表头之前的{1}行按标题处理，未作为事项读取。",
        "{1} rows above the header of sheet “{0}” were taken for titles and not read as items.";
    /// A formula error stood where a value should.
    FormulaError, Damage,
        "单元格的公式出错（{0}），没有可用的值。请修正公式或改填数值。",
        "The cell's formula has an error ({0}) and no usable value. Mend the formula or enter the value.";
    /// A formula whose value was never stored.
    FormulaUnsaved, Damage,
        "单元格是公式，但文件里没有保存它的结果，读不到值，这份文件里的空白只列为疑似。请用Excel或WPS打开文件，保存后再检查。",
        "The cell is a formula whose result is not stored in the file, so there is no value to read; blanks of this file are only suspected. Open the file in Excel or WPS, save it and check again.";
    /// A field of a delimited file begins with a quote that does not close where the field ends.
    QuotesUnpaired, Warning,
        "这一格的英文双引号没有成对（“{0}”），已尽量照Excel的读法读取，请核对这一行各列是否错位。请把其中的引号改为中文引号，或从表格软件重新导出。",
        "The quotes of this field do not pair (“{0}”); it was read as Excel would. Check whether the columns of this row are shifted, and export the file again.";
    /// A text was longer than the limit and was cut.
    TextTruncated, Damage,
        "单元格文字超过{0}字，只读取了前{0}字。请精简内容或拆分单元格。",
        "The cell's text is longer than {0} characters; only the first {0} were read. Shorten or split it.";
    /// Bytes that are not valid in the file's encoding.
    EncodingDoubtful, Damage,
        "文件按{0}解码时有{1}处无法识别的字符，已用“�”代替。请用UTF-8或GB18030重新保存。",
        "{1} byte sequences could not be read as {0} and were replaced by “�”. Save the file again as UTF-8 or GB18030.";
    /// The encoding that was recognised.
    EncodingRecognised, Info,
        "文件按{0}编码读取。",
        "The file was read as {0}.";
    /// A NUL or other control character was removed.
    ControlCharacters, Warning,
        "有{0}个单元格含不可见的控制字符，已忽略这些字符。",
        "{0} cells contain invisible control characters, which were ignored.";
    /// A row of a sub-list names an item that is not in the file.
    OrphanRow, Warning,
        "工作表“{0}”第{1}行的编码“{2}”在事项表中找不到对应事项，该行未参加检查。",
        "Row {1} of sheet “{0}” names “{2}”, which no item in the file has; the row was not checked.";
    /// Rows of one item stood apart on a sheet with a row for each material or the like.
    RowsGathered, Info,
        "工作表“{0}”中同一事项的各行没有排在一起（{1}个事项），已按编码合在一起检查。",
        "On sheet “{0}” the rows of {1} items stand apart; they were put together by code.";
    /// A sheet of few columns that names the items of another sheet once more.
    SheetRepeats, Info,
        "工作表“{0}”所列的事项都在工作表“{1}”里，没有另算事项，其中的要素作为补充读取。",
        "All items of sheet “{0}” stand on sheet “{1}”: they were not counted again, and what the sheet says was added.";
    /// A table that has nothing but the rows of a sub-list, and no table of items beside it.
    SubListAlone, Warning,
        "工作表“{0}”只有{1}，没有事项名称等基本信息，无法单独检查。请把它与“基本信息”放进同一个工作簿，每表一个工作表，再检查。",
        "Sheet “{0}” holds nothing but {1}, without names or other data of the items, and cannot be checked alone. Put it into one workbook with the sheet of items.";
    /// Main items whose sub-lists stand with their handling items only.
    LeftToHandlingItems, Info,
        "有{0}个主项的{1}只写在其业务办理项上，主项的这部分没有检查。",
        "{0} main items have {1} at their handling items only; that part of the main items was not checked.";
    /// A row had values but neither code nor name of an item.
    RowWithoutItem, Warning,
        "第{0}行有内容但没有实施编码和事项名称，无法判断属于哪个事项，该行未参加检查。",
        "Row {0} has values but neither a code nor a name of an item; it was not checked.";
    /// A row that is no item by its form: a total, a signature, a heading, an instruction.
    RowPassedOver, Warning,
        "第{0}行“{1}”看来是合计、落款、小标题或填写说明，未作为事项或材料等读取。如果确是，请在该行补上实施编码。",
        "Row {0} “{1}” seems to be a total, a signature, a heading or an instruction; it was read neither as an item nor as a material or the like. If it is one, add the implementing code in that row.";
    /// Values in a column without a title.
    ColumnUntitled, Warning,
        "第{0}列没有标题，其中{1}个单元格有内容（如“{2}”），未参加检查。如属清单要素，请补上列名，或在页面上手动指定。",
        "Column {0} has no title; its {1} filled cells (such as “{2}”) were not checked. Give it a title or choose the element by hand.";
    /// A second table below the first, with a header of its own.
    HeaderChanged, Info,
        "工作表“{0}”第{1}行是列次不同的另一个表头，从该行起按新的表头读取。",
        "Row {1} of sheet “{0}” is another header with other columns; from there on the sheet was read by it.";
    /// A form with one item, titles beside values.
    FormSheet, Warning,
        "工作表“{0}”的要素名与内容左右并列（第{1}行起），像是一个事项一张的表格，不是一行一个事项的清单，未参加检查。如要检查，请下载导入模板，把内容填到对应的列，每个事项占一行。",
        "Sheet “{0}” has titles beside values (from row {1} on), like a form for one item, and is no list with a row for each item; it was not checked. To have it checked, fill the import template, one row for each item.";
    /// The same JSON key stood twice in one object.
    DuplicateKey, Warning,
        "“{0}”在同一对象中出现多次，只采用最后一个值。",
        "“{0}” stands more than once in one object; only the last value was used.";
    /// A JSON key matched no element.
    KeyUnmapped, Info,
        "字段“{0}”未能对应到任何要素，未参加检查（共出现{1}次）。",
        "The key “{0}” matches no element and was not checked ({1} occurrences).";
    /// A JSON value had an unexpected shape.
    ValueShape, Warning,
        "“{0}”的内容不是这里应有的形式，未参加检查。请核对文件是否原样导出。",
        "What stands under “{0}” does not have the form it should have there, and was not checked. See whether the file was exported as it is.";
    /// A limit on rows, cells or items was reached; the rest was not read.
    LimitReached, Damage,
        "超过单次检查的上限（{0}：{1}），其余内容未读取。请把清单拆成几个文件分别检查。",
        "The limit for one check was reached ({0}: {1}); the rest was not read. Split the list into several files.";
    /// So many notices of one kind that the others are only counted.
    MoreAlike, Warning,
        "同类问题还有{1}处（前{0}处已逐一列出）。",
        "There are {1} more of the same kind (the first {0} are listed one by one).";
    /// A file inside an archive was passed over.
    EntrySkipped, Info,
        "压缩包中的“{0}”不是清单文件，已略过。",
        "“{0}” in the archive is not a list and was passed over.";
    /// A file inside an archive could not be read.
    EntryRefused, Warning,
        "压缩包中的“{0}”无法读取：{1}",
        "“{0}” in the archive could not be read: {1}";
    /// The file's name does not fit its content.
    ExtensionMismatch, Info,
        "文件扩展名与内容不符，已按{0}读取。",
        "The file's extension does not fit its content; it was read as {0}.";
    /// The platform answered with a failure instead of a list.
    PlatformFailure, Warning,
        "接口返回的状态为“{0}”（{1}），不是成功的响应。",
        "The interface answered with status “{0}” ({1}), which is not a success.";
    /// A module of a response holds several main records.
    RecordsIgnored, Warning,
        "“{0}”里有{1}条记录，而一个事项只有一条，只读取了第一条。请让接口按事项分别返回。",
        "“{0}” holds {1} records where an item has one; only the first was read. Have the interface return each item by itself.";
    /// The same item version was given twice.
    DuplicateItem, Warning,
        "事项“{0}”{1}在输入中出现{2}次，各次分别检查和计分。",
        "Item “{0}”{1} stands in the input {2} times; each is checked and scored by itself.";
    /// The same file was given twice.
    FileRepeated, Warning,
        "文件“{0}”选入了不止一次，名称和内容完全相同，只读取一次。",
        "“{0}” was given more than once, with the same name and content; it was read once.";
    /// A column of a reference list that its kind does not know.
    ReferenceColumnUnused, Info,
        "第{0}列“{1}”不是{2}的已知列，未用于比对。",
        "Column {0} “{1}” is none that the {2} is known to have; it was not compared with.";
    /// A row of a reference list without name and code.
    ReferenceRowWithoutName, Warning,
        "第{0}行没有名称，未用于比对。",
        "Row {0} has no name; it was not compared with.";
    /// A basic code of a reference list that is none.
    ReferenceCodeInvalid, Warning,
        "第{0}行的编码“{1}”不是正确的基本编码，该条只按名称比对，这张清单也不能用来认定事项不在清单内。",
        "The code “{1}” in row {0} is no valid basic code; the entry is matched by name only, and the list cannot prove that an item is not on it.";
    /// A value of a reference list that is not understood.
    ReferenceValueUnknown, Warning,
        "第{0}行“{1}”的值“{2}”无法识别，该值未用于比对。",
        "The value “{2}” of “{1}” in row {0} is not understood; it was not compared with.";
    /// A sheet of a reference file that is not known to be any list.
    ReferenceSheetUnknown, Warning,
        "工作表“{0}”看不出是哪一种参考清单，未用于比对。如需使用，请在导入时写明种类。",
        "It cannot be told which kind of reference list sheet “{0}” is; it was not compared with. Name its kind if it should be.";
    /// The standard of the check is not in force on its day.
    StandardNotInForce, Warning,
        "本次所用的标准{0}自{1}起施行，检查日期{2}还没有施行，所得分数不能作为正式评分。",
        "Standard {0}, which was used, is in force from {1}, and not yet on {2}, the day of this check: these scores are not official.";
}

/// One thing the reader has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What about.
    pub code: NoticeCode,
    /// In which file.
    pub source: SourceId,
    /// Where in it, where one place can be named.
    pub place: Option<Place>,
    /// Arguments of the sentence.
    pub args: Vec<Wording>,
}

impl Notice {
    /// The sentence shown to people.
    pub fn message(&self, lang: Lang) -> String {
        self.code.template().filled(&self.args, lang)
    }
}
