//! Telling reference lists from implementation lists where files of both come together.

use super::Kind;
use super::recognise::{Recognised, TITLES, meanings, names_only, recognise};
use crate::import::header::{self, Titles};
use crate::import::{self, Content, Flow, Limits, Member, json};
use crate::item::List;
use crate::mapping::{Header, title::Title};
use crate::table::Table;

/// What only implementation lists call themselves.
const OWN_WORDS: [&str; 3] = ["实施清单", "办事指南", "事项要素"];

/// A list is one of items as soon as more than one in so many of its understood columns is an element that no reference
/// list has, whatever it calls itself: an authority may well name its licences' implementation list 行政许可事项清单.
const REFERENCE_SHARE: usize = 4;

/// Whether a file that was opened holds an implementation list, or nothing that is known; `false` where it holds
/// reference lists only. JSON is told by its keys as a table by its columns, and of an archive every file is looked at.
pub fn holds_items(list: &List, name: &str, content: &Content) -> bool {
    match content {
        Content::Archive(members) => {
            let mut found = Vec::new();
            for member in members {
                let sort = inside(member);
                if sort == Sheet::Items {
                    return true;
                }
                found.push(sort);
            }
            !found.contains(&Sheet::Reference)
        }
        content => file(list, name, content) != Sheet::Reference,
    }
}

/// What a file of an archive holds. One that cannot be opened is neither: reading it will say why.
fn inside(member: &Member) -> Sheet {
    let mut list = List::default();
    let (limits, go_on) = (Limits::default(), &mut |_| Flow::Continue);
    match import::open(&mut list, 0, &member.name, &member.bytes, &limits, go_on) {
        Ok(content) => file(&list, &member.name, &content),
        Err(_) => Sheet::Neither,
    }
}

/// What a file that is no archive holds: items as soon as one of its sheets does.
fn file(list: &List, name: &str, content: &Content) -> Sheet {
    match content {
        Content::Tables(tables) => {
            let sheets: Vec<Sheet> = tables.iter().map(|table| sheet(list, name, table)).collect();
            let has = |wanted: Sheet| sheets.contains(&wanted).then_some(wanted);
            has(Sheet::Items)
                .or_else(|| has(Sheet::Reference))
                .unwrap_or(Sheet::Neither)
        }
        Content::Json(text) => document(name, text),
        Content::Archive(_) => Sheet::Neither,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Items,
    Reference,
    Neither,
}

fn told(text: &str) -> bool {
    let words = Kind::ALL.iter().flat_map(|kind| kind.spec().words);
    words.into_iter().any(|word| text.contains(word))
}

fn own(text: &str) -> bool {
    OWN_WORDS.iter().any(|word| text.contains(word))
}

fn sheet(list: &List, name: &str, table: &Table) -> Sheet {
    let texts = &list.texts;
    let items = || match header::find(table, texts, &Titles::ELEMENTS) {
        Some(_) => Sheet::Items,
        None => Sheet::Neither,
    };
    let Some(header) = header::find(table, texts, &TITLES) else {
        return items();
    };
    let above = table.rows().take(header.skipped).flat_map(|(_, cells)| cells);
    let mut titles: Vec<&str> = above.map(|cell| texts.get(cell.text)).collect();
    let sheet = list.sheets.get(usize::from(table.sheet));
    titles.extend(sheet.and_then(|sheet| sheet.name.as_deref()));
    judge(&titles.join(" "), name, &header.headers, items)
}

/// What a document is, by the keys of its list and the texts before it.
fn document(name: &str, text: &str) -> Sheet {
    let glance = json::glance(text, &Limits::default());
    if glance.has_parts {
        return Sheet::Items;
    }
    let header = |(column, title): (u16, &String)| Header {
        column,
        group: None,
        title: title.clone(),
    };
    let columns: Vec<Header> = (0_u16..).zip(&glance.keys).map(header).collect();
    let known = |titles: &Titles| {
        columns
            .iter()
            .filter(|column| (titles.known)(&column.title))
            .count()
    };
    let items = || {
        if known(&Titles::ELEMENTS) >= Titles::ELEMENTS.least {
            Sheet::Items
        } else {
            Sheet::Neither
        }
    };
    if known(&TITLES) < TITLES.least {
        return items();
    }
    judge(&glance.beside.join(" "), name, &columns, items)
}

/// What columns below `titles` in a file are; `items` says what they are if they are no reference list's.
fn judge(titles: &str, name: &str, columns: &[Header], items: impl Fn() -> Sheet) -> Sheet {
    if own(titles) || own(name) {
        return items();
    }
    if foreign_to_known(columns).outweighs(REFERENCE_SHARE) {
        return items();
    }
    match recognise(titles, name, columns) {
        Recognised::Kind(_) | Recognised::Ambiguous(_) if told(titles) || told(name) => Sheet::Reference,
        // Without a word, only a name that nothing else is called by tells: many a column of one kind is an element too.
        Recognised::Kind(kind) if columns.iter().any(|column| names_only(kind, column)) => Sheet::Reference,
        _ => items(),
    }
}

/// Whether what was given as a reference list is one of items: it would accuse every item of another list. Here whoever
/// gave it is believed sooner than among other files: where a title or the file's name calls it a reference list, most
/// of its columns must be elements that none has.
pub(super) fn is_of_items(titles: &str, name: &str, columns: &[Header]) -> bool {
    let share = if told(titles) || told(name) {
        1
    } else {
        REFERENCE_SHARE
    };
    foreign_to_known(columns).outweighs(share)
}

/// Of the columns that are understood, how many no reference list has, and how many one has. Numbers of rows tell nothing,
/// though materials have such a column.
fn foreign_to_known(columns: &[Header]) -> Share {
    let mut share = Share { foreign: 0, known: 0 };
    for column in columns {
        if !meanings(&column.title).is_empty() {
            share.known += 1;
        } else if !Title::of(&column.title).is_row_number() && (Titles::ELEMENTS.known)(&column.title) {
            share.foreign += 1;
        }
    }
    share
}

struct Share {
    foreign: usize,
    known: usize,
}

impl Share {
    /// Whether more than one column in `times` is foreign.
    fn outweighs(&self, times: usize) -> bool {
        self.foreign * times > self.known
    }
}

#[cfg(test)]
mod tests {
    use super::holds_items;
    use crate::import::{Flow, Limits, read_where};
    use crate::item::List;
    use crate::mapping::Choices;

    fn items(name: &str, text: &str) -> bool {
        let mut list = List::default();
        let read = read_where(
            &mut list,
            name,
            text.as_bytes(),
            &Choices::default(),
            &Limits::default(),
            &|list, content| holds_items(list, name, content),
            &mut |_| Flow::Continue,
        );
        if let Ok(false) = read {
            assert!(list.sources.is_empty() && list.sheets.is_empty() && list.notices.is_empty());
        }
        !matches!(read, Ok(false))
    }

    #[test]
    fn reference_lists_are_told_by_title_name_or_a_column_of_their_own() {
        let columns = "基本编码,事项名称,行使层级,设定依据,事项类型\n000119003000,取水许可,4,《水法》,01\n";
        for (name, title) in [
            ("a.csv", "广西壮族自治区基本目录,\n"),
            ("灵山县行政许可事项清单.csv", ""),
            ("证明事项取消清单.csv", ""),
        ] {
            assert!(!items(name, &format!("{title}{columns}")), "{name}{title}");
        }
        let numbered = "序号,许可事项名称,设定依据\n1,取水许可,《水法》\n";
        assert!(!items("行政许可事项清单.csv", numbered));
        assert!(items("a.csv", columns), "nothing tells it");
        for (name, text) in [
            (
                "a.json",
                r#"{"标题":"广西壮族自治区基本目录","清单":[{"基本编码":"000119003000","事项名称":"取水许可"}]}"#,
            ),
            (
                "a.json",
                r#"{"rows":[{"中介服务事项名称":"水土保持方案编制","审批部门":"水利局"}]}"#,
            ),
            (
                "灵山县行政许可事项清单.json",
                r#"[{"基本编码":"000119003000","事项名称":"取水许可"}]"#,
            ),
        ] {
            assert!(!items(name, text), "{name}{text}");
        }
        for own in [
            "中介服务事项名称,审批部门\n水土保持方案编制,水利局\n",
            "职权名称,职权类别\n取水许可,行政许可\n",
        ] {
            assert!(!items("a.csv", own), "{own}");
        }
    }

    #[test]
    fn implementation_lists_stay_what_they_are() {
        for (name, text) in [
            // Words and columns of reference lists, among elements that none has.
            (
                "行政许可事项清单.csv",
                "基本编码,事项名称,实施主体,承诺办结时限,法定办结时限\n000119003000,取水许可,水利局,5,20\n",
            ),
            (
                "权责清单.csv",
                "水利局实施清单,,\n基本编码,事项名称,设定依据\n000119003000,取水许可,《水法》\n",
            ),
            // A column that only the list of cross-province services has.
            ("a.csv", "事项名称,实施主体,办理形式\n取水许可,水利局,窗口办理\n"),
            // Keys of a single item, of its sub-lists, of the interface.
            (
                "行政许可事项清单.json",
                r#"{"申请材料":[{"材料名称":"申请书","出具单位":"公安局"}],"事项名称":"取水许可"}"#,
            ),
            (
                "证明事项清单.json",
                r#"{"data":{"list":[{"AUDIT_ITEM":{"task_name":"取水许可"}}]}}"#,
            ),
            (
                "a.json",
                r#"[{"事项名称":"取水许可","实施主体":"水利局","承诺办结时限":"5"}]"#,
            ),
            (
                "权责清单.json",
                r#"{"事项名称":"取水许可","实施主体":"水利局","承诺办结时限":"5","办理地点":"江南路5号","是否收费":"0"}"#,
            ),
        ] {
            assert!(items(name, text), "{name}");
        }
    }
}
