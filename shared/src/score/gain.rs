//! What mending one place of an item would bring. Filling a blank also ends what other clauses say of the same blank, and
//! a clause that holds only from so many findings on ends with all of them once fewer are left.

use super::{FULL, Score, line};
use crate::element::{Element, Part};
use crate::item::{Fields as _, ItemView};
use crate::result::StoredFinding;
use crate::standard::{Dimension, Points, Standard, costs};

/// Findings of one clause that go.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Gone {
    clause: u16,
    count: u32,
    quorum: u8,
}

/// Tells every finding of an item, and every line of its ledger, what mending it alone would bring. The findings stand in
/// the order of clauses, and `score` is theirs.
pub(crate) fn tell_gains(
    standard: &Standard,
    item: &ItemView<'_>,
    score: &mut Score,
    found: &mut [StoredFinding],
) {
    let blanks = shared_blanks(item, found);
    let mut known = None;
    for stored in found.iter_mut().filter(|stored| costs(stored.finding.certainty)) {
        let one = gone(stored);
        // Alike for all findings of a clause.
        let points = match known {
            Some((of, points)) if of == one => points,
            _ => gain(standard, score, &[one]),
        };
        known = Some((one, points));
        stored.gain = points;
    }
    for blank in &blanks {
        let mut together = Vec::new();
        add(&mut together, blank, found);
        let points = gain(standard, score, &together);
        for &index in blank {
            found[index].gain = points;
        }
    }
    for place in 0..score.ledger.len() {
        let own = &score.ledger[place];
        let clause = own.clause;
        let all = Gone {
            clause,
            count: own.occurrences,
            quorum: 1,
        };
        let of_clause = |blank: &&Vec<usize>| blank.iter().any(|&index| found[index].clause == clause);
        let mut met = blanks.iter().filter(of_clause).peekable();
        score.ledger[place].gain = if met.peek().is_none() {
            gain(standard, score, &[all])
        } else {
            let mut together = vec![all];
            met.for_each(|blank| add(&mut together, blank, found));
            gain(standard, score, &together)
        };
    }
}

fn gone(stored: &StoredFinding) -> Gone {
    Gone {
        clause: stored.clause,
        count: 1,
        quorum: stored.finding.quorum,
    }
}

fn add(together: &mut Vec<Gone>, blank: &[usize], found: &[StoredFinding]) {
    for one in blank.iter().map(|&index| gone(&found[index])) {
        match together.iter_mut().find(|known| known.clause == one.clause) {
            Some(known) => known.count = known.count.saturating_add(1),
            None => together.push(one),
        }
    }
}

/// The blanks of which several certain findings speak, each as the numbers of these findings.
fn shared_blanks(item: &ItemView<'_>, found: &[StoredFinding]) -> Vec<Vec<usize>> {
    let of_nothing =
        |stored: &StoredFinding| costs(stored.finding.certainty) && stored.finding.value.is_none();
    let mut order: Vec<usize> = (0..found.len())
        .filter(|&index| of_nothing(&found[index]))
        .collect();
    if order.len() < 2 {
        return Vec::new();
    }
    let place = |index: usize| (found[index].finding.element, found[index].finding.entry);
    // Stable, so that the findings of one place stay in the order of clauses.
    order.sort_by_key(|&index| (place(index).0.index(), place(index).1));
    let runs = order.chunk_by(|a, b| place(*a) == place(*b));
    runs.filter(|run| run.len() > 1 && run.first().is_some_and(|&index| is_blank(item, place(index))))
        .map(<[usize]>::to_vec)
        .collect()
}

/// Whether nothing stands there: a finding without a value may also be about what a filled element lacks.
fn is_blank(item: &ItemView<'_>, (element, entry): (Element, Option<u16>)) -> bool {
    if element.part() == Part::Main {
        return item.is_empty(element);
    }
    let mut entries = item.entries(element.part());
    match entry {
        Some(number) => entries
            .nth(number.into())
            .is_none_or(|entry| entry.is_empty(element)),
        None => entries.all(|entry| entry.is_empty(element)),
    }
}

/// Points the item would gain if these findings were mended and all else stayed.
fn gain(standard: &Standard, score: &Score, together: &[Gone]) -> Points {
    let mut gross = score.dimensions.map(|line| line.gross);
    for one in together {
        let clause = &standard.clauses()[usize::from(one.clause)];
        let Some(known) = score.ledger.iter().find(|line| line.clause == one.clause) else {
            continue;
        };
        let left = known.occurrences.saturating_sub(one.count);
        let holds = left > 0 && left >= u32::from(one.quorum);
        let deducted = if holds {
            line(clause, one.clause, left).deducted
        } else {
            0
        };
        let dimension = &mut gross[clause.dimension as usize];
        *dimension = dimension.saturating_sub(known.deducted).saturating_add(deducted);
    }
    let capped = Dimension::ALL
        .iter()
        .zip(gross)
        .map(|(dimension, gross)| gross.min(standard.cap(*dimension)));
    FULL.saturating_sub(capped.fold(0, Points::saturating_add)).max(0) - score.points
}

#[cfg(test)]
mod tests {
    use crate::engine;
    use crate::finding::Certainty;
    use crate::import::{Flow, read_csv};
    use crate::result::CheckResult;
    use crate::rule::Context;
    use crate::standard::{Standard, builtin, parse_day};
    use std::sync::Arc;

    /// What a guide must hold, by column, each with the element that is found missing.
    const COLUMNS: [(&str, &str, &str); 8] = [
        ("设定依据", "by_law", "《中华人民共和国食品安全法》第三十五条"),
        (
            "受理条件",
            "accept_name",
            "申请人应当取得营业执照，并有与经营的食品相适应的场所。",
        ),
        (
            "办理地点",
            "transact_addr",
            "南宁市青秀区怡宾路6号市民中心3楼12号窗口",
        ),
        (
            "办理时间",
            "transact_time",
            "工作日上午9:00-12:00，下午13:00-16:30（法定节假日除外）",
        ),
        ("咨询方式", "link_way", "0771-5472203"),
        ("监督投诉方式", "supervise_way", "0771-5472204"),
        ("办理流程", "handle_flow", "申请→受理→审查→决定→送达"),
        ("法定办结时限", "anticipate_day", "20个工作日"),
    ];

    /// The list of a single item whose columns of `blank`, a bit each, are left blank.
    fn check(blank: u32, standard: &Arc<Standard>) -> CheckResult {
        let titles: Vec<_> = COLUMNS.iter().map(|(title, _, _)| *title).collect();
        let filled = (0..)
            .zip(COLUMNS)
            .map(|(number, (_, _, text))| match blank & 1_u32 << number {
                0 => text,
                _ => "",
            });
        let row: Vec<_> = filled.collect();
        let (titles, row) = (titles.join("\t"), row.join("\t"));
        let text = format!("事项名称\t事项类型\t{titles}\n食品经营许可\t行政许可\t{row}\n");
        let list = read_csv(&text);
        let date = parse_day("2026-06-01").expect("a day");
        engine::check(list, Arc::clone(standard), Context::on(date), &mut |_| {
            Flow::Continue
        })
        .expect("checked")
    }

    /// The figures are what a person sees who fills the blanks and checks the list again.
    #[test]
    fn filling_blanks_brings_what_was_said() {
        let standard = Arc::new(builtin(None).expect("valid"));
        let results: Vec<_> = (0..1_u32 << COLUMNS.len())
            .map(|blank| check(blank, &standard))
            .collect();
        let score = |blank: u32| &results[blank as usize].items[0].score;
        let mut lifted = 0;
        for (blank, result) in (0_u32..).zip(&results) {
            let own = score(blank);
            // Without the blanks that these findings are about.
            let filled = |clause: u16, only: Option<usize>| {
                let of_clause = result
                    .findings
                    .iter()
                    .enumerate()
                    .filter(|(_, stored)| stored.clause == clause);
                let meant = of_clause.filter(|(number, _)| only.is_none_or(|only| only == *number));
                meant.fold(blank, |blank, (_, stored)| {
                    let element = stored.finding.element.id();
                    let column = COLUMNS.iter().position(|(_, known, _)| *known == element);
                    column.map_or(blank, |column| blank & !(1 << column))
                })
            };
            for (number, stored) in result.findings.iter().enumerate() {
                if stored.finding.certainty == Certainty::Suspect {
                    assert_eq!(stored.gain, 0);
                    continue;
                }
                let filled = filled(stored.clause, Some(number));
                // What is about another element stays.
                if filled != blank {
                    let element = stored.finding.element.id();
                    let change = score(filled).points - own.points;
                    assert_eq!(stored.gain, change, "{} {element} of {blank:b}", stored.clause);
                    lifted += u32::from(own.veto && !score(filled).veto);
                }
            }
            for line in &own.ledger {
                let after = score(filled(line.clause, None));
                // A clause that also found something else is not mended by filling blanks.
                if after.ledger.iter().all(|other| other.clause != line.clause) {
                    assert_eq!(
                        line.gain,
                        after.points - own.points,
                        "{} of {blank:b}",
                        line.clause
                    );
                }
            }
        }
        assert!(lifted > 0, "no blank whose filling lifts a veto");
    }
}
