//! The whole way of one file: bytes → tables or JSON → items, with every file of an archive as a source of its own.

use super::course::{Course, OPEN, WHOLE};
use super::refusal::RefusalKind;
use super::{Content, Flow, Limits, Member, Progress, Refusal, handling, json, open, tables};
use crate::element::Element;
use crate::item::{Fields, List, Source};
use crate::locale::{Label, Wording};
use crate::mapping::{Choices, ColumnMatch};
use crate::notice::{Notice, NoticeCode};
use crate::place::SourceId;
use crate::table::{Table, Texts};
use hashbrown::HashMap;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Reads one file (or archive) into `list`: adds sources, sheets, texts, items, columns and notices.
///
/// Content never makes it fail. After a [refusal for want of items](RefusalKind::is_without_items) the source, its sheets and notices stay in the list, for
/// they say why; after any other refusal the list is as it was. A file of an archive that is refused becomes a notice.
pub fn read(
    list: &mut List,
    name: &str,
    bytes: &[u8],
    choices: &Choices,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<(), Refusal> {
    read_where(list, name, bytes, choices, limits, &|_, _| true, progress).map(|_| ())
}

/// The same for a file whose content is `wanted`; otherwise the answer is `false`, and the list is as it was. An archive
/// is asked about as a whole, with what its files hold.
pub fn read_where(
    list: &mut List,
    name: &str,
    bytes: &[u8],
    choices: &Choices,
    limits: &Limits,
    wanted: &dyn Fn(&List, &Content) -> bool,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<bool, Refusal> {
    let first = list.len();
    let mark = Mark::of(list);
    let result = file(list, name, bytes, choices, limits, wanted, progress);
    match &result {
        Ok(true) => {
            // Of an archive it is the archive that speaks.
            handling::leave(list, mark.sources as SourceId, first);
            say_duplicates(list, first);
        }
        Err(refusal) if refusal.kind.is_without_items() => {}
        Ok(false) | Err(_) => mark.restore(list),
    }
    result
}

/// How long the list was, to take back what a refused file left.
pub(crate) struct Mark {
    sources: usize,
    sheets: usize,
    notices: usize,
    columns: usize,
}

impl Mark {
    pub(crate) fn of(list: &List) -> Self {
        Self {
            sources: list.sources.len(),
            sheets: list.sheets.len(),
            notices: list.notices.len(),
            columns: list.columns.len(),
        }
    }

    pub(crate) fn restore(&self, list: &mut List) {
        list.sources.truncate(self.sources);
        list.sheets.truncate(self.sheets);
        list.notices.truncate(self.notices);
        list.columns.truncate(self.columns);
    }
}

fn file(
    list: &mut List,
    name: &str,
    bytes: &[u8],
    choices: &Choices,
    limits: &Limits,
    wanted: &dyn Fn(&List, &Content) -> bool,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<bool, Refusal> {
    let source = add_source(list, name, bytes)?;
    let mut course = Course::new(progress, OPEN);
    let content = open(list, source, name, bytes, limits, &mut |step| course.step(step))?;
    if !wanted(list, &content) {
        return Ok(false);
    }
    let items = match content {
        Content::Archive(members) => {
            let first = list.len();
            let total: usize = members.iter().map(|member| member.bytes.len()).sum();
            let mut read = 0;
            for member in members {
                read += member.bytes.len() as u64;
                course.go_on(OPEN + (WHOLE - OPEN) * read / total.max(1) as u64);
                let step = &mut |step| course.step(step);
                inside(list, source, name, &member, choices, limits, step)?;
            }
            list.len() - first
        }
        content => {
            let is_json = matches!(content, Content::Json(_));
            course.go_on(WHOLE);
            let step = &mut |step| course.step(step);
            let count = items(list, source, name, content, choices, limits, step)?;
            if count == 0 {
                return Err(without_items(list, source, name, is_json));
            }
            count
        }
    };
    if items == 0 {
        Err(Refusal::new(RefusalKind::NoItems, [name]))
    } else {
        Ok(true)
    }
}

/// Why the file `source`, which was read, gave no item: the list holds what was said of it.
fn without_items(list: &List, source: SourceId, name: &str, is_json: bool) -> Refusal {
    let notices = list.notices.iter().filter(|notice| notice.source == source);
    let first = |code: NoticeCode| notices.clone().find(|notice| notice.code == code);
    if let Some(failure) = first(NoticeCode::PlatformFailure) {
        let args = std::iter::once(name.into()).chain(failure.args.iter().cloned());
        return Refusal::new(RefusalKind::PlatformFailure, args);
    }
    if let Some(sheet) = first(NoticeCode::SubListAlone) {
        let args = std::iter::once(name.into()).chain(sheet.args.iter().skip(1).cloned());
        return Refusal::new(RefusalKind::OnlySubLists, args);
    }
    let said = |code: NoticeCode| first(code).is_some();
    let is_own = |column: &ColumnMatch| {
        let sheet = list.sheets.get(usize::from(column.sheet));
        sheet.is_some_and(|sheet| sheet.source == source)
    };
    let has_key = list.columns.iter().any(|column| {
        let key = matches!(
            column.element,
            Some(Element::TaskName | Element::TaskCode | Element::HandleItemCode)
        );
        key && is_own(column)
    });
    let kind = if is_json {
        RefusalKind::NoItemsInJson
    } else if said(NoticeCode::FormSheet) {
        RefusalKind::OnlyForms
    } else if has_key && !said(NoticeCode::RowWithoutItem) {
        RefusalKind::NoRows
    } else {
        RefusalKind::NoItems
    };
    Refusal::new(kind, [name])
}

/// Reads a file of an archive. Only the user's wish to stop goes further than a notice.
fn inside(
    list: &mut List,
    archive: SourceId,
    name: &str,
    member: &Member,
    choices: &Choices,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<(), Refusal> {
    let mark = Mark::of(list);
    let path = format!("{name}/{}", member.name);
    let result = add_source(list, &path, &member.bytes).and_then(|source| {
        let mut course = Course::new(progress, OPEN);
        let open_step = &mut |step| course.step(step);
        let content = open(list, source, &member.name, &member.bytes, limits, open_step)?;
        let is_json = matches!(content, Content::Json(_));
        course.go_on(WHOLE);
        let step = &mut |step| course.step(step);
        match items(list, source, &member.name, content, choices, limits, step)? {
            0 => Err(without_items(list, source, &member.name, is_json)),
            _ => Ok(()),
        }
    });
    let Err(refusal) = result else { return Ok(()) };
    match refusal.kind {
        RefusalKind::Cancelled => return Err(Refusal::new(RefusalKind::Cancelled, [name])),
        kind if kind.is_without_items() => {}
        _ => mark.restore(list),
    }
    list.notices.push(Notice {
        code: NoticeCode::EntryRefused,
        source: archive,
        place: None,
        args: vec![
            member.name.as_str().into(),
            Wording::each(|lang| refusal.message(lang)),
        ],
    });
    Ok(())
}

/// Reads what a file holds; returns the number of items.
fn items(
    list: &mut List,
    source: SourceId,
    name: &str,
    content: Content,
    choices: &Choices,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<usize, Refusal> {
    match content {
        Content::Tables(found) if found.iter().any(|table| is_own_report(table, &list.texts)) => {
            Err(Refusal::new(RefusalKind::OwnReport, [name]))
        }
        Content::Tables(found) => tables::read(list, source, found, choices, limits, progress)
            .map_err(|_| Refusal::new(RefusalKind::Cancelled, [name])),
        Content::Json(text) => json::read(list, source, name, &text, choices, limits, progress),
        Content::Archive(_) => Err(Refusal::new(RefusalKind::NestedArchive, [name, name])),
    }
}

/// Whether the sheet is one of the workbooks that a check is exported to: these titles stand together nowhere else.
fn is_own_report(table: &Table, texts: &Texts) -> bool {
    const TITLES: [[&str; 3]; 4] = [
        ["条款", "问题类型", "改正可得分"],
        ["条款或维度", "问题类型", "实扣（封顶后）"],
        ["Clause", "Kind of problem", "Points to gain"],
        ["Clause or dimension", "Kind of problem", "Deducted (after cap)"],
    ];
    let Some((_, first)) = table.rows().next() else {
        return false;
    };
    let stands = |title: &str| first.iter().any(|cell| texts.get(cell.text) == title);
    TITLES
        .iter()
        .any(|titles| titles.iter().all(|title| stands(title)))
}

/// Adds a file to the sources of the list.
pub(crate) fn add_source(list: &mut List, name: &str, bytes: &[u8]) -> Result<SourceId, Refusal> {
    let count = list.sources.len();
    let source = SourceId::try_from(count).map_err(|_| {
        let args = [name.to_owned(), count.to_string(), SourceId::MAX.to_string()];
        Refusal::new(RefusalKind::TooManyEntries, args)
    })?;
    list.sources.push(Source {
        name: name.to_owned(),
        digest: digest(bytes),
        size: bytes.len() as u64,
    });
    Ok(source)
}

/// `sha256:` and 64 hexadecimal digits.
fn digest(bytes: &[u8]) -> String {
    let mut digest = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        let _ = write!(digest, "{byte:02x}"); // writing to a String cannot fail
    }
    digest
}

/// Whether `list` has this very file already, by name and bytes, as when it was dropped twice. Says so then: reading it
/// again would count each of its items twice.
pub fn is_read_already(list: &mut List, name: &str, bytes: &[u8]) -> bool {
    let is_it = |source: &Source| {
        source.name == name && source.size == bytes.len() as u64 && source.digest == digest(bytes)
    };
    let Some(source) = list.sources.iter().position(is_it) else {
        return false;
    };
    list.notices.push(Notice {
        code: NoticeCode::FileRepeated,
        source: source as SourceId,
        place: None,
        args: vec![name.into()],
    });
    true
}

/// Says which items from number `first` on stand in the list more than once, earlier files included.
fn say_duplicates(list: &mut List, first: usize) {
    let identity = |index: usize| {
        let view = list.view(index);
        let version = view.text(Element::TaskVersion);
        match view.key() {
            "" => (
                view.text(Element::TaskName),
                view.text(Element::DeptName),
                version,
            ),
            code => (code, "", version),
        }
    };
    let mut seen: HashMap<_, (usize, usize)> = HashMap::new();
    for index in 0..list.len() {
        let (count, last) = seen.entry(identity(index)).or_default();
        *count += 1;
        *last = index;
    }
    let mut found = Vec::new();
    for index in first..list.len() {
        let own = identity(index);
        if let Some((count, _)) = seen
            .get(&own)
            .filter(|(count, last)| *count > 1 && *last == index)
        {
            let item = &list.items()[index];
            found.push(Notice {
                code: NoticeCode::DuplicateItem,
                source: item.source,
                place: Some(item.place),
                args: vec![own.0.into(), version_of(own.2), count.to_string().into()],
            });
        }
    }
    drop(seen);
    list.notices.extend(found);
}

/// The version in brackets; nothing where none is given.
fn version_of(version: &str) -> Wording {
    if version.is_empty() {
        return version.into();
    }
    Label::new("（版本{0}）", " (version {0})").with(&[version.into()])
}

/// The list that a CSV file holds, for tests.
#[cfg(test)]
pub(crate) fn read_csv(text: &str) -> List {
    let (mut list, choices, limits) = (List::default(), Choices::default(), Limits::default());
    let flow = &mut |_| Flow::Continue;
    read(&mut list, "a.csv", text.as_bytes(), &choices, &limits, flow).expect("a list");
    list
}

#[cfg(test)]
mod tests {
    use super::{RefusalKind, read};
    use crate::import::{Flow, Limits};
    use crate::item::List;
    use crate::locale::Lang;
    use crate::mapping::Choices;

    #[test]
    fn items_that_stand_twice_are_named_with_their_version_if_they_have_one() {
        let said = |text: &str| {
            let list = super::read_csv(text);
            let of = |lang| list.notices[0].message(lang);
            [of(Lang::ZhCn), of(Lang::En)]
        };
        let [zh, _] = said("事项名称,实施编码,实施主体\n甲,A1,某局\n甲,A1,某局\n");
        assert_eq!(zh, "事项“A1”在输入中出现2次，各次分别检查和计分。");
        let [zh, en] = said("事项名称,实施编码,事项版本\n甲,A1,3\n甲,A1,3\n");
        assert_eq!(zh, "事项“A1”（版本3）在输入中出现2次，各次分别检查和计分。");
        assert_eq!(
            en,
            "Item “A1” (version 3) stands in the input 2 times; each is checked and scored by itself."
        );
    }

    #[test]
    fn the_result_of_a_check_is_no_list() {
        let kind = |text: &str| {
            let (mut list, choices, limits) = (List::default(), Choices::default(), Limits::default());
            let result = read(
                &mut list,
                "a.csv",
                text.as_bytes(),
                &choices,
                &limits,
                &mut |_| Flow::Continue,
            );
            result.err().map(|refusal| refusal.kind)
        };
        let report = "序号,事项名称,实施编码,条款,问题类型,现值,改正可得分\n1,甲,2,B01,编码错误,2,3\n";
        assert_eq!(kind(report), Some(RefusalKind::OwnReport));
        assert_eq!(kind("序号,事项名称,实施编码,条款,问题类型\n1,甲,2,一,二\n"), None);
    }
}
