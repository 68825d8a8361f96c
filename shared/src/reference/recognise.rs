//! What kind of list a sheet is, and which of its columns says what.

use super::{Field, Kind};
use crate::import::header::Titles;
use crate::mapping::{Header, title::Title};
use crate::order::Arrange as _;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Titles of all kinds, made comparable.
static INDEX: LazyLock<BTreeMap<String, Vec<(Kind, Field)>>> = LazyLock::new(|| {
    let mut index: BTreeMap<String, Vec<(Kind, Field)>> = BTreeMap::new();
    for kind in Kind::ALL {
        for column in kind.spec().columns {
            for title in std::iter::once(&column.title).chain(column.titles) {
                let known = index.entry(Title::of(title).text).or_default();
                known.push((*kind, column.field));
            }
        }
    }
    index
});

/// What a title means, by kind.
pub(super) fn meanings(title: &str) -> &'static [(Kind, Field)] {
    INDEX.get(&Title::of(title).text).map_or(&[], Vec::as_slice)
}

/// The titles that a header of a reference list is known by. A lower cell alone makes no pair: the name of the list
/// stands above every header, often merged over all columns.
pub(super) const TITLES: Titles = Titles {
    // Some lists are names and nothing else.
    least: 1,
    known: |title| !meanings(title).is_empty(),
    paired: |group, title| !meanings(&format!("{group}{title}")).is_empty(),
};

/// What a column says in lists of `kind`.
pub(super) fn field(kind: Kind, header: &Header) -> Option<Field> {
    let within = |title: &str| {
        let found = meanings(title).iter().find(|(of, _)| *of == kind);
        found.map(|(_, field)| *field)
    };
    let joined = header
        .group
        .as_ref()
        .and_then(|group| within(&format!("{group}{}", header.title)));
    joined.or_else(|| within(&header.title))
}

/// Whether a column is called what lists of `kind` call their entries, and nothing else is.
pub(super) fn names_only(kind: Kind, header: &Header) -> bool {
    matches!(meanings(&header.title), [(of, Field::Name)] if *of == kind)
}

/// The title of the first column that a list of `kind` must have and these headers lack.
pub(super) fn missing(kind: Kind, headers: &[Header]) -> Option<&'static str> {
    let has = |wanted: Field| headers.iter().any(|header| field(kind, header) == Some(wanted));
    let columns = kind.spec().columns;
    let lacks = columns
        .iter()
        .find(|column| column.required && !has(column.field));
    let ways = |column: &&super::Column| column.field == Field::ReformWay;
    lacks
        .or_else(|| {
            // The reform way stands in one column or in four.
            let way = columns.iter().find(ways)?;
            let ticked = columns
                .iter()
                .any(|column| column.field.way().is_some() && has(column.field));
            (!ticked && !has(Field::ReformWay)).then_some(way)
        })
        .map(|column| column.title)
}

/// What a sheet may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recognised {
    /// One kind.
    Kind(Kind),
    /// None that is known.
    Unknown,
    /// More than one.
    Ambiguous(Vec<Kind>),
}

/// Recognises a sheet: by the words of its titles, else by those of the file's name, else by columns that only one
/// kind has.
pub(super) fn recognise(titles: &str, file: &str, headers: &[Header]) -> Recognised {
    let told = |text: &str| -> Vec<Kind> {
        let told = |kind: &&Kind| kind.spec().words.iter().any(|word| text.contains(word));
        Kind::ALL.iter().filter(told).copied().collect()
    };
    let mut kinds = told(titles);
    if kinds.is_empty() {
        kinds = told(file);
    }
    let by_columns = by_columns(headers);
    if kinds.len() > 1 && by_columns.iter().any(|kind| kinds.contains(kind)) {
        kinds.retain(|kind| by_columns.contains(kind));
    }
    if kinds.is_empty() {
        kinds = by_columns;
        kinds.retain(|kind| missing(*kind, headers).is_none());
    }
    match kinds.as_slice() {
        [] => Recognised::Unknown,
        [kind] => Recognised::Kind(*kind),
        _ => Recognised::Ambiguous(kinds),
    }
}

/// Kinds with a column that no other kind has, but for remarks.
fn by_columns(headers: &[Header]) -> Vec<Kind> {
    let telling = headers.iter().filter_map(|header| {
        let said = meanings(&header.title)
            .iter()
            .filter(|(_, field)| *field != Field::Remark);
        match said.collect::<Vec<_>>().as_slice() {
            [(kind, _)] => Some(*kind),
            _ => None,
        }
    });
    let mut kinds: Vec<Kind> = telling.collect();
    kinds.arrange();
    kinds.dedup();
    kinds
}

#[cfg(test)]
mod tests {
    use super::{Recognised, field, missing, recognise};
    use crate::mapping::Header;
    use crate::reference::{Field, Kind};

    fn headers(titles: &[&str]) -> Vec<Header> {
        let header = |(column, title): (u16, &&str)| Header {
            column,
            group: None,
            title: (*title).to_owned(),
        };
        (0..).zip(titles).map(header).collect()
    }

    #[test]
    fn titles_go_before_columns_and_columns_before_nothing() {
        let plain = headers(&["序号", "事项名称", "设定依据"]);
        let kind = Recognised::Kind;
        for (titles, file, columns, expected) in [
            (
                "法律、行政法规、国务院决定设定的行政许可事项清单（2023年版）",
                "",
                &plain,
                kind(Kind::Licence),
            ),
            (
                "Sheet1",
                "中央层面设定的涉企经营许可事项改革清单.xlsx",
                &plain,
                kind(Kind::Reform),
            ),
            (
                "国务院决定取消的行政许可事项目录",
                "",
                &plain,
                kind(Kind::Abolished),
            ),
            ("灵山县水利局权责清单", "", &plain, kind(Kind::Powers)),
            ("Sheet1", "清单.xlsx", &plain, Recognised::Unknown),
            (
                "证明事项取消清单",
                "",
                &plain,
                Recognised::Ambiguous(vec![Kind::Abolished, Kind::Proof]),
            ),
        ] {
            assert_eq!(recognise(titles, file, columns), expected, "{titles}{file}");
        }
    }

    #[test]
    fn a_column_of_one_kind_only_tells_it() {
        let decided = headers(&["事项名称", "处理决定", "设定依据"]);
        assert_eq!(
            recognise("", "a.csv", &decided),
            Recognised::Kind(Kind::Abolished)
        );
        let both = headers(&["证明事项名称", "处理决定", "索要单位"]);
        assert_eq!(
            recognise("", "a.csv", &both),
            Recognised::Kind(Kind::Proof),
            "it has no column with the name of an item"
        );
        assert_eq!(
            recognise("证明事项取消清单", "", &headers(&["证明事项名称", "索要单位"])),
            Recognised::Kind(Kind::Proof)
        );
    }

    #[test]
    fn columns_are_understood_within_their_kind() {
        let found = |kind, title: &str| field(kind, &headers(&[title])[0]);
        assert_eq!(found(Kind::Licence, "中央主管部门"), Some(Field::Department));
        assert_eq!(found(Kind::Abolished, "审批部门"), Some(Field::Department));
        assert_eq!(found(Kind::Licence, "*许可事项名称（必填）"), Some(Field::Name));
        assert_eq!(found(Kind::Licence, "处理决定"), None);
    }

    #[test]
    fn what_must_be_there_is_named() {
        assert_eq!(
            missing(Kind::Catalogue, &headers(&["事项名称"])),
            Some("基本编码")
        );
        assert_eq!(missing(Kind::Reform, &headers(&["改革事项"])), Some("改革方式"));
        assert_eq!(
            missing(Kind::Reform, &headers(&["改革事项", "实行告知承诺"])),
            None
        );
    }
}
