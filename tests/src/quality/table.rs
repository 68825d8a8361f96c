//! The table of what was planted and found, as a document.

use super::planter::Tally;
use shared::standard::Standard;
use std::fmt::Write as _;

/// Hundredths of a per cent, cut, of `part` in `whole`; all of nothing is all.
pub fn share(part: usize, whole: usize) -> usize {
    (part * 10_000).checked_div(whole).unwrap_or(10_000)
}

fn percent(part: usize, whole: usize) -> String {
    let share = share(part, whole);
    format!("{}.{:02}%", share / 100, share % 100)
}

const HEAD: &str = "\
在没有该问题的事项（自动生成的各类各级事项，和真实事项）里每次只种下一处问题：应当由这一条款发现，其他条款不作声。种法来自\
 `tests/cases` 的案例（只留下使条款成立的最少改动），和不看案例另行拟写的 `tests/quality/ways.toml`。\n\n\
- 另清空：条款看两处，种的时候把另一处也清空的次数；确定性不同：事项比案例写得多或少，判定与提示因而互换的次数\n\
- 与参考清单比较的条款，连案例的清单一起移过去，清单里的编码换成事项自己的；须有法律全文的，法律库同案例\n\
- 误及：另有条款也作声、又没有在 plants.toml 说明理由的次数；伴随：有理由一起作声的条款\n";

/// The document: totals, one line per clause, and the clauses without a plant.
pub fn document(standard: &Standard, tallies: &[Tally], manual: &[&str]) -> String {
    let sum = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    let variants = sum(|tally| tally.variants);
    let (found, disturbed) = (sum(|tally| tally.found), sum(|tally| tally.disturbed));
    let mut out = format!(
        "# 条款质量\n\n本表由 `QUALITY=write cargo test -p tests --test quality` 按标准 {} 生成，请勿直接修改。\n\n{HEAD}\n\
         条款{}条，种下{variants}处，发现{found}处（{}），误及{disturbed}处（{}）。\n\n\
         | 条款 | 问题 | 种法 | 其中另拟 | 种下 | 发现 | 查全率 | 另清空 | 确定性不同 | 误及 | 伴随 |\n|---|---|---|---|---|---|---|---|---|---|---|\n",
        standard.document.version,
        tallies.len(),
        percent(found, variants),
        percent(disturbed, variants),
    );
    for tally in tallies {
        let clause = standard
            .clauses()
            .iter()
            .find(|clause| clause.code == tally.clause);
        let title = clause.map_or("", |clause| clause.title.zh.as_str());
        let companions: Vec<_> = tally.companions.iter().map(String::as_str).collect();
        let _ = writeln!(
            out,
            "| {} | {title} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            tally.clause,
            tally.ways,
            tally.own,
            tally.variants,
            tally.found,
            percent(tally.found, tally.variants),
            tally.elsewhere,
            tally.otherwise,
            tally.disturbed,
            companions.join("、")
        );
    }
    let _ = writeln!(
        out,
        "\n## 没有种下问题的条款\n\n- 由人核查（{}条）：{}",
        manual.len(),
        manual.join("、")
    );
    out
}
