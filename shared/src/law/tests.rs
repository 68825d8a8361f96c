//! Tests of the index.

use super::*;
use crate::text::citation::Article;
use proptest::prelude::*;
use time::macros::date;

const DAY: Date = date!(2026 - 06 - 01);

fn lookup(title: &str) -> Match<'static> {
    builtin::index().lookup(title, None, DAY)
}

#[test]
fn the_table_is_whole_and_consistent() {
    let versions = &builtin::index().versions;
    assert_eq!(versions.len(), 1081);
    for group in versions.chunk_by(|a, b| a.0 == b.0) {
        let count = |status| group.iter().filter(|(_, law)| law.status == status).count();
        let (current, repealed) = (count(Status::Current), count(Status::Repealed));
        assert_eq!(current + repealed, 1, "{}", group[0].0);
    }
}

#[test]
fn titles_are_found_however_they_are_written() {
    for title in [
        "中华人民共和国行政许可法",
        "行政许可法",
        "《中华人民共和国行政许可法》",
        " 《行政许可法》 ",
        "《中华人民共和国 行政许可法》",
        "《行政许可法（2019年修正）》",
    ] {
        let Match::Current(law) = lookup(title) else {
            panic!("{title}")
        };
        assert_eq!(law.title(), "中华人民共和国行政许可法");
        assert_eq!(law.rank(), Rank::Law);
        assert_eq!(law.last_article(), Some(83));
    }
    let Match::Current(code) = lookup("《民法典》") else {
        panic!()
    };
    assert_eq!(code.last_article(), Some(1260));
}

#[test]
fn repealed_and_superseded() {
    for title in [
        "《婚姻法》",
        "中华人民共和国物权法",
        "信访条例",
        "流动人口计划生育工作条例",
        "《执业医师法》",
    ] {
        assert!(matches!(lookup(title), Match::Repealed(_)), "{title}");
    }
    assert_eq!(
        lookup("婚姻法").law().unwrap().replaced_by(),
        "民法典（2021-01-01 起施行）"
    );
    assert!(
        matches!(lookup("《公司法》"), Match::Current(law) if law.version() == Some(date!(2023 - 12 - 29)))
    );
    assert!(
        matches!(lookup("《公司法（2018修正）》"), Match::Superseded(old, new)
            if old.last_article() == Some(218) && new.last_article() == Some(266))
    );
    // A year that the table does not know may be newer than the table.
    assert!(matches!(lookup("公司法（2027年修正）"), Match::Current(_)));
}

#[test]
fn others_are_unknown_and_not_wrong() {
    for title in [
        "",
        "全民健身法",
        "广西壮族自治区信访条例",
        "广西社会抚养费征收管理办法",
        "固定资产投资项目节能审查办法",
        "《关于修改<中华人民共和国婚姻法>的决定》",
        "〈婚姻法〉实施〈办法〉",
        "婚姻法（摘录）",
    ] {
        assert_eq!(lookup(title), Match::Unknown, "{title}");
    }
    assert_eq!(
        normal_title("广西信访条例"),
        normal_title("《广西壮族自治区信访条例》")
    );
}

#[test]
fn the_day_of_the_check_decides() {
    let laws = Laws::builtin();
    let version = |title, day| {
        let found = laws.lookup(title, None, day);
        found.law().and_then(Law::version)
    };
    // Passed on 2023-12-29; before that the version of 2018 was in force.
    assert_eq!(
        version("公司法", date!(2023 - 12 - 28)),
        Some(date!(2018 - 10 - 26))
    );
    assert_eq!(
        version("公司法", date!(2023 - 12 - 29)),
        Some(date!(2023 - 12 - 29))
    );
    let Match::Current(marriage) = laws.lookup("婚姻法", None, date!(2020 - 12 - 31)) else {
        panic!("in force to the end of 2020")
    };
    assert_eq!(marriage.ended(), Some(date!(2021 - 01 - 01)));
    assert!(marriage.is_gone(date!(2021 - 01 - 01)) && !marriage.is_gone(date!(2020 - 12 - 31)));
    // The day on which it was repealed is not known: certain only for the time the index knows.
    let Match::Repealed(old) = laws.lookup("流动人口计划生育工作条例", None, date!(2012 - 01 - 01))
    else {
        panic!("repealed")
    };
    assert!(!old.is_gone(date!(2012 - 01 - 01)) && old.is_gone(DAY));
}

#[test]
fn the_year_behind_the_title_counts() {
    let laws = Laws::builtin();
    assert!(matches!(
        laws.lookup("公司法", Some(2018), DAY),
        Match::Superseded(_, _)
    ));
    assert!(matches!(
        laws.lookup("公司法", Some(2023), DAY),
        Match::Current(_)
    ));
    assert!(matches!(
        laws.lookup("公司法", Some(2027), DAY),
        Match::Current(_)
    ));
}

#[test]
fn abbreviations_and_near_titles() {
    let laws = Laws::builtin();
    let short = |title| laws.abbreviated(title).map(Law::short_title);
    assert_eq!(short("许可法"), Some("行政许可法"));
    assert_eq!(short("招投标法"), Some("招标投标法"));
    assert_eq!(short("全民健身法"), None);
    assert_eq!(short("资源法"), None);
    let resolved = |title| laws.resolve(title, None, DAY).law().map(Law::short_title);
    assert_eq!(resolved("许可法"), Some("行政许可法"));
    assert_eq!(resolved("婚姻法"), Some("婚姻法"));
    assert_eq!(resolved("全民健身法"), None);
    let near = |title| laws.nearest(title).map(Law::short_title);
    assert_eq!(near("全民健身法"), Some("全民健身条例"));
    assert_eq!(near("中华人民共和国水土保护法"), Some("水土保持法"));
    // Newer than the table: what is nearest is another law, and only named as such.
    assert_eq!(near("民营经济促进法"), Some("循环经济促进法"));
    assert_eq!(near("国家公园法"), None);
}

#[test]
fn limits_of_a_law_by_article() {
    let laws = Laws::builtin();
    let law = laws.lookup("宗教事务条例", None, DAY).law().unwrap();
    let days = |articles: &[Article]| -> Vec<u32> {
        let limits = limits_of(&laws, law, articles);
        limits
            .iter()
            .filter_map(|limit| limit.limit.whole_amount())
            .collect()
    };
    assert_eq!(days(&[Article::whole(42)]), [15]);
    assert_eq!(days(&[Article::whole(12)]), [30, 60]);
    assert_eq!(days(&[Article::whole(33)]), [] as [u32; 0]);
    assert_eq!(days(&[]).len(), 5);
    assert_eq!(builtin::index().limits.len(), 189);
    // Every limit belongs to a version that the index has.
    for (key, limit) in &builtin::index().limits {
        let known = laws
            .versions_of(key)
            .iter()
            .any(|(_, law)| law.version == Some(limit.version));
        assert!(known, "{key}");
    }
}

proptest! {
    #[test]
    fn every_title_is_found_with_any_dress(number in 0usize..1081, quoted: bool, wide: bool) {
        let law = &builtin::index().versions[number].1;
        let full = law.title();
        let title = if wide { full.replace('（', "(").replace('）', " )") } else { full.clone() };
        let title = if quoted { format!("《{title}》") } else { title };
        prop_assert_eq!(lookup(&title).law().map(Law::title), Some(full));
    }

    #[test]
    fn total(text in any::<String>(), likely in "[《》〈〉（）2018年修正公司法广西]{0,20}") {
        for text in [&text, &likely] {
            let _ = lookup(text);
        }
    }
}
