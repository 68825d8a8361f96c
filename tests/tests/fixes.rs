//! Laws of corrections, over generated lists with planted defects in every form that is written: what was applied is
//! gone, nothing else changed, nothing new came, and a second run has nothing left to do.

use shared::dictionary::Dictionary;
use shared::element::{Element, Part};
use shared::fix::{File, Kind, Repair, State, repair};
use shared::import::{Flow, Limits};
use shared::item::List;
use shared::result::CheckResult;
use shared::rule::Context;
use shared::standard::parse_day;
use shared::text::number::to_chinese;
use std::collections::BTreeSet;
use tests::check::{DAY, standard};
use tests::generate::write::Form;
use tests::generate::{Generated, Lists, Options, Random, generate};

const WRITTEN: [Form; 9] = [
    Form::XlsxFlat,
    Form::XlsxSheets,
    Form::XlsxRows,
    Form::Csv,
    Form::CsvBom,
    Form::CsvGb18030,
    Form::TsvUtf16,
    Form::Json,
    Form::Guitongban,
];

/// Spoils some texts so that what was meant is beyond doubt.
fn spoil(item: &mut Generated, random: &mut Random) {
    let mut change = |element: Element, change: &dyn Fn(&str) -> String| {
        if let Some(value) = item.main.get_mut(&element).filter(|_| random.percent(35)) {
            *value = change(value);
        }
    };
    change(Element::LinkWay, &|text| text.replace('-', "--"));
    change(Element::SuperviseWay, &|text| text.replace('-', "—"));
    change(Element::TaskCode, &wide);
    change(Element::DeptCode, &|text| {
        format!("{} {}", &text[..9.min(text.len())], &text[9.min(text.len())..])
    });
    change(
        Element::TaskType,
        &|text| match Dictionary::TaskType.decode(text) {
            Some(entry) => {
                let name = entry.name.zh;
                let cut = name.char_indices().nth(2).map_or(0, |(at, _)| at);
                format!("{} {}", &name[..cut], &name[cut..])
            }
            None => text.to_owned(),
        },
    );
    change(Element::TransactTime, &|text| text.replacen("9:00", "９:00", 1));
    change(Element::TransactTime, &|text| text.replacen(":30", "：30", 1));
    change(Element::LinkWay, &|text| text.replacen("--", "：", 1));
    change(Element::PromiseDay, &|text| {
        let chinese = text.parse().ok().filter(|days| *days > 0).and_then(to_chinese);
        chinese.unwrap_or_else(|| text.to_owned())
    });
    change(Element::PromiseDay, &|text| match text.parse::<u32>() {
        Ok(days) => format!("{days}个工作日"),
        Err(_) => text.to_owned(),
    });
    change(Element::ResultName, &|text| {
        let characters: Vec<_> = text.chars().map(String::from).collect();
        characters.join(" ")
    });
    change(Element::ServeType, &|text| {
        let mut parts = text.splitn(2, "企业");
        match (parts.next(), parts.next()) {
            (Some(before), Some(behind)) => format!("{before}企 业{behind}"),
            _ => text.to_owned(),
        }
    });
    change(Element::OnlineAddress, &|text| text.replacen("://", "：//", 1));
    change(Element::AreaCode, &wide);
    change(Element::TaskVersion, &wide);
    // The level within the code contradicts level and handling code, and all the rest agrees.
    if let Some(code) = item
        .main
        .get(&Element::TaskCode)
        .filter(|_| random.percent(35))
        .cloned()
        && let (Some(head), Some(level), Some(tail)) = (code.get(..18), code.get(18..19), code.get(19..))
        && code.is_ascii()
    {
        let other = if level == "4" { "3" } else { "4" };
        item.main.insert(Element::HandleItemCode, format!("{code}01"));
        item.main
            .insert(Element::TaskCode, format!("{head}{other}{tail}"));
    }
    if random.percent(35) {
        let text = "《中华人民共和国行政许可法第四十二条规定，，办理取水许可。";
        item.main.insert(Element::ExerciseContent, text.to_owned());
    }
    if random.percent(35) {
        let text = "中华人民共和国行政许可法第四十二条；《取水许可管理办法》第三条，消防法第六条";
        item.main.insert(Element::ByLaw, text.to_owned());
    }
    for (_, row) in item
        .entries
        .iter_mut()
        .filter(|(part, _)| *part == Part::Material)
    {
        if let Some(value) = row
            .get_mut(&Element::OriginalAmount)
            .filter(|_| random.percent(10))
        {
            *value = format!("{value}份");
        }
    }
    for (_, row) in item.entries.iter_mut().filter(|(part, _)| *part == Part::Window) {
        if let Some(value) = row.get_mut(&Element::WindowTime).filter(|_| random.percent(35)) {
            *value = value.replacen("9:00", "９:00", 1);
        }
        if let Some(value) = row.get_mut(&Element::WindowPhone).filter(|_| random.percent(35)) {
            *value = value.replace('-', "--");
        }
        if let Some(value) = row.get_mut(&Element::WindowPhone).filter(|_| random.percent(25)) {
            *value = value.replace('-', "");
        }
    }
}

fn wide(text: &str) -> String {
    let wide = |c: char| {
        if c.is_ascii_digit() {
            char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)
        } else {
            c
        }
    };
    text.chars().map(wide).collect()
}

fn lists(seed: u64) -> Lists {
    let options = Options {
        items: 40,
        seed,
        defects_per_mille: 300,
        full: seed.is_multiple_of(2),
    };
    let mut lists = generate(&options);
    let mut random = Random::new(seed);
    lists.items.iter_mut().for_each(|item| spoil(item, &mut random));
    lists
}

fn run(name: &str, bytes: &[u8]) -> Repair {
    let context = Context::on(parse_day(DAY).expect("a day"));
    repair(
        &[File { name, bytes }],
        &standard(),
        &context,
        &Limits::default(),
        &mut |_| Flow::Continue,
    )
    .expect("not cancelled")
}

/// Clause, item, element and row of every finding.
fn found(result: &CheckResult) -> BTreeSet<(String, usize, &'static str, Option<u16>)> {
    let key = |view: shared::result::FindingView<'_>| {
        (
            view.clause().code.clone(),
            view.item,
            view.stored.finding.element.id(),
            view.stored.finding.entry,
        )
    };
    result.all_findings().map(key).collect()
}

/// All values in order.
fn values(list: &List) -> Vec<(usize, &'static str, Option<u16>, String)> {
    let of = |item: shared::item::ItemView<'_>| {
        let own: Vec<_> = item
            .values()
            .map(|(id, entry)| {
                (
                    item.index(),
                    list.value(id).element().id(),
                    entry,
                    list.text(id).to_owned(),
                )
            })
            .collect();
        own
    };
    list.views().flat_map(of).collect()
}

#[test]
fn corrections_mend_what_they_say_and_nothing_else() {
    for form in WRITTEN {
        let mut applied_clauses = BTreeSet::new();
        for seed in 1..=3 {
            let name = form.file_name();
            let bytes = form.bytes(&lists(seed)).expect("written");
            let done = run(name, &bytes);
            let applied: Vec<_> = done
                .changes
                .iter()
                .filter(|change| change.state == State::Applied)
                .collect();
            assert!(
                !applied.is_empty(),
                "{name}: nothing applied: {:?}",
                done.changes.first()
            );
            applied_clauses.extend(applied.iter().map(|change| change.clause.clone()));
            let after = done.after.as_ref().expect("checked again");
            let (was, is) = (found(&done.before), found(after));
            let new: Vec<_> = is.difference(&was).collect();
            assert!(new.is_empty(), "{name}: new findings {new:?}");
            for change in &applied {
                let key = (
                    change.clause.clone(),
                    change.fix.item,
                    change.fix.element.id(),
                    change.fix.entry,
                );
                assert!(!is.contains(&key), "{name}: still found {change:?}");
                assert_eq!(change.fix.kind, Kind::Safe);
            }
            let (old, new) = (values(&done.before.list), values(&after.list));
            assert_eq!(old.len(), new.len(), "{name}");
            for (old, new) in old.iter().zip(&new).filter(|(old, new)| old != new) {
                let meant = applied.iter().any(|change| {
                    change.fix.item == new.0 && change.fix.element.id() == new.1 && change.fix.to == new.3
                });
                assert!(meant, "{name}: {old:?} became {new:?}");
            }
            for (old, new) in done.before.items.iter().zip(&after.items) {
                assert!(new.score.points >= old.score.points, "{name}");
            }
            let copy = done.copies[0].as_deref().expect("a copy");
            let again = run(name, copy);
            assert!(
                again.copies[0].is_none(),
                "{name}: a second run changed {:?}",
                again.changes.first()
            );
        }
        eprintln!("{}: {applied_clauses:?}", form.file_name());
        assert!(
            ["F33", "B20"]
                .iter()
                .all(|clause| applied_clauses.contains(*clause))
                && applied_clauses.len() >= 13,
            "{}: {applied_clauses:?}",
            form.file_name()
        );
    }
}

#[test]
fn other_formats_are_listed_and_not_written() {
    for form in [Form::Ods, Form::Zip] {
        let done = run(form.file_name(), &form.bytes(&lists(1)).expect("written"));
        assert!(done.copies[0].is_none());
        assert!(
            done.changes
                .iter()
                .any(|change| matches!(change.state, State::Kept(_)))
        );
    }
}
