//! What clauses took, which were not checked, and those of a special inspection.

use super::Html;
use crate::answer::comparison::CampaignRow;
use crate::answer::{self, Held};
use crate::locale::Lang;
use crate::report::points_text;

/// Clauses that were not checked, by reason.
pub fn unchecked(held: &Held, lang: Lang) -> String {
    let mut html = Html::new(lang);
    html.raw("<p class=\"lead\">").say(
        "下列条款没有检查，对这些内容不作任何判断。有的只能由人核实，有的因为文件没有相应要素。",
        "These clauses were not checked, and nothing is claimed about them. Some only people can judge; for others the file lacks elements.",
    );
    html.raw("</p>");
    let rows = answer::unchecked(&held.result, lang);
    if rows.is_empty() {
        html.raw("<p>")
            .say("全部条款都已检查。", "All clauses were checked.")
            .raw("</p>");
        return html.out;
    }
    // The overview counts the first of these.
    let judged = &held.judged;
    html.raw("<p>").fill(
        "{0}条对全部事项都没有检查；另有{1}条只对一部分事项没有检查。",
        "Clauses not checked on any item: {0}; not checked on some: {1}.",
        &[judged.never().to_string(), judged.in_part().to_string()],
    );
    html.raw("</p>");
    html.table(
        "",
        &[
            ("条款", "Clause"),
            ("检查内容", "Subject"),
            ("维度", "Dimension"),
            ("原因", "Reason"),
            ("#事项数", "Items"),
            ("说明", "Remark"),
        ],
    );
    for row in rows {
        html.raw("<tr><td class=\"code\">")
            .text(&row.code)
            .raw("</td><td>")
            .text(&row.title);
        html.raw("</td><td class=\"nowrap\">")
            .text(row.dimension.name().get(lang));
        html.raw("</td><td>")
            .text(row.reason.name().get(lang))
            .raw("</td>")
            .count(row.items)
            .raw("<td>")
            .text(&row.detail);
        if !row.evidence.is_empty() {
            html.raw("<br><span class=\"quiet\">");
            html.fill("所需证据：{0}", "Evidence wanted: {0}", &[row.evidence])
                .raw("</span>");
        }
        html.raw("</td></tr>");
    }
    html.end_table();
    html.out
}

/// What every clause found, took and would give back.
pub fn ledger(held: &Held, lang: Lang) -> String {
    let mut html = Html::new(lang);
    html.raw("<p class=\"lead\">").say(
        "每个条款在全部事项中发现了多少问题、扣了多少分、全部改好能加回多少分。",
        "What every clause found and took over all items, and what mending all of it would give back.",
    );
    html.raw("</p>");
    html.table(
        "",
        &[
            ("条款", "Clause"),
            ("问题", "Problem"),
            ("维度", "Dimension"),
            ("严重程度", "Severity"),
            ("#每处扣分", "Points each"),
            ("#问题", "Problems"),
            ("#疑似", "Suspects"),
            ("#涉及事项", "Items affected"),
            ("#共扣分", "Points lost"),
            ("#全部改好可加", "Points back"),
        ],
    );
    for (clause_number, row) in answer::ledger(held, lang).into_iter().enumerate() {
        let found = row.fails + row.suspects > 0;
        html.raw(if found { "<tr>" } else { "<tr class=\"quiet\">" });
        html.raw("<td class=\"code\">")
            .text(&row.code)
            .raw("</td><td class=\"name\">");
        clause(&mut html, &row.code, &row.title, found);
        html.raw("</td><td class=\"nowrap\">")
            .text(row.dimension.name().get(lang));
        html.raw("</td><td>");
        html.severity(row.severity);
        html.raw("</td>");
        html.count(points_text(row.points));
        if held.judged.is_unchecked(clause_number) {
            // A figure of nothing would look as if it had been looked for.
            html.raw("<td class=\"num\" colspan=\"5\">");
            html.say("未检查", "not checked").raw("</td></tr>");
            continue;
        }
        html.count(row.fails).count(row.suspects).count(row.items);
        html.count(points_text(row.deducted))
            .raw("<td class=\"num gain\">");
        if row.gain > 0 {
            html.raw("+").number(points_text(row.gain));
        } else {
            html.raw("—");
        }
        html.raw("</td></tr>");
    }
    html.end_table();
    html.out
}

/// The name of a clause; it leads to its findings where there are any.
fn clause(html: &mut Html, code: &str, title: &str, found: bool) {
    if found {
        html.raw("<button type=\"button\" class=\"link\" name=\"clause\" value=\"")
            .text(code)
            .raw("\">");
        html.text(title).raw("</button>");
    } else {
        html.text(title);
    }
}

/// A special inspection: its clauses in figures.
pub(super) fn section(html: &mut Html, campaign: &CampaignRow) {
    html.raw("<section><h2>").text(&campaign.name).raw("</h2>");
    if !campaign.lacking.is_empty() {
        let lacking = [html.joined(&campaign.lacking)];
        html.raw("<p class=\"note\">").fill(
            "没有放入{0}，相关条款未检查。",
            "Not given: {0}. Clauses that need it were not checked.",
            &lacking,
        );
        html.raw("</p>");
    }
    html.table(
        "",
        &[
            ("条款", "Clause"),
            ("检查内容", "Subject"),
            ("#问题", "Problems"),
            ("#疑似", "Suspects"),
            ("#合格", "In order"),
            ("#不适用", "Not concerned"),
            ("#未检查", "Not checked"),
        ],
    );
    for row in &campaign.clauses {
        html.raw("<tr><td class=\"code\">")
            .text(&row.code)
            .raw("</td><td class=\"name\">");
        clause(html, &row.code, &row.title, row.fail + row.suspect > 0);
        html.raw("</td>")
            .count(row.fail)
            .count(row.suspect)
            .count(row.pass);
        html.count(row.not_applicable).count(row.not_checked).raw("</tr>");
    }
    html.end_table();
    html.raw("</section>");
}
