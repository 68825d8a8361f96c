//! How reference lists and items compare, and the special inspections.

use super::Html;
use super::clauses::section;
use crate::answer::comparison::{self as rows, Comparison, CoverageRow, DifferenceRow, ReferenceRow};
use crate::answer::{Held, coverage_totals};
use crate::locale::Lang;
use crate::protocol::{DifferenceWindow, MAX_ROWS, Rows, Side};
use crate::result::CheckResult;

/// On the overview: what was compared with, and how far it is covered. Empty without reference lists and inspections.
pub(in crate::answer) fn summary(result: &CheckResult, lang: Lang) -> String {
    let mut html = Html::new(lang);
    let references = rows::references(&result.context.references, 0);
    let campaigns = &result.standard.document.campaign;
    if references.is_empty() && campaigns.is_empty() {
        return html.out;
    }
    html.raw("<h2 id=\"comparison\">")
        .say("清单比对", "Comparison")
        .raw("</h2><dl class=\"pairs\">");
    let files = references.iter().map(|list| list.file.clone()).collect();
    let names = campaigns
        .iter()
        .map(|campaign| campaign.name.get(lang).to_owned())
        .collect();
    for (zh, en, texts) in [
        ("参考清单", "Reference lists", files),
        ("专项核查", "Special inspections", names),
    ] {
        let texts: Vec<String> = texts;
        if !texts.is_empty() {
            let texts = html.joined(&texts);
            html.raw("<dt>")
                .say(zh, en)
                .raw("</dt><dd>")
                .text(&texts)
                .raw("</dd>");
        }
    }
    html.raw("</dl>");
    coverage_table(&mut html, &coverage_totals(result, lang));
    html.raw("<p><a href=\"/result/comparison\">");
    html.say(
        "查看比对详情、未见事项和清单外事项",
        "See entries without an item and items outside the lists",
    );
    html.raw("</a></p>");
    html.out
}

/// The whole comparison; on paper with the differences in it, otherwise with a place for them.
pub fn comparison(held: &Held, paper: bool, lang: Lang) -> String {
    let mut html = Html::new(lang);
    let found = rows::comparison(&held.result, lang);
    let references = rows::references(&held.result.context.references, 0);
    html.raw("<p>").say(
        "所检事项与参考清单逐条比对，不抽样。清单缺项、清单外事项只作核对之用，本身不扣分；扣分的问题见各专项核查的条款。",
        "All items are compared with all entries of the reference lists, nothing is sampled. What lacks on either side costs no points by itself; what does stands in the clauses of each inspection.",
    );
    html.raw("</p>");
    if references.is_empty() {
        html.raw("<p class=\"note\">").say(
            "没有放入参考清单，需要比对的条款未检查。",
            "No reference list was given; clauses that compare were not checked.",
        );
        html.raw("</p>");
    } else {
        lists(&mut html, &references);
    }
    coverage(&mut html, &found, paper);
    if found.totals.iter().any(|line| line.missing + line.outside > 0) {
        html.raw("<section aria-labelledby=\"differences-title\"><h2 id=\"differences-title\">");
        html.say(
            "未见事项和清单外事项",
            "Entries without an item, items outside the lists",
        )
        .raw("</h2>");
        if paper {
            let window = DifferenceWindow {
                len: MAX_ROWS,
                ..DifferenceWindow::default()
            };
            let rows = differences(held, &window, lang);
            html.raw(&rows);
        } else {
            search(&mut html, &found);
        }
        html.raw("</section>");
    }
    for campaign in &found.campaigns {
        section(&mut html, campaign);
    }
    html.out
}

/// What the differences are searched with, and the place where they are put.
fn search(html: &mut Html, found: &Comparison) {
    html.raw("<div class=\"correct\"><div class=\"search\" role=\"search\"><label for=\"search\">")
        .say("搜索", "Search");
    html.raw("</label><input id=\"search\" type=\"search\" autocomplete=\"off\" placeholder=\"");
    html.say(
        "名称、编码、部门、地区，空格分隔",
        "name, code, department, place; separated by spaces",
    );
    html.raw("\"></div><select id=\"which\" aria-label=\"")
        .say("清单种类", "Kind of list")
        .raw("\"><option value=\"\">");
    html.say("全部", "All").raw("</option>");
    for line in &found.totals {
        for (side, zh, en, count) in [
            ("missing", "未见事项", "No item", line.missing),
            ("outside", "清单外事项", "Not on the list", line.outside),
        ] {
            if count > 0 {
                html.raw("<option value=\"")
                    .raw(side)
                    .raw("/")
                    .text(&line.kind)
                    .raw("\">")
                    .text(&line.name);
                html.raw(" · ")
                    .say(zh, en)
                    .raw(" · ")
                    .number(count)
                    .raw("</option>");
            }
        }
    }
    html.raw("</select></div><div id=\"differences\" tabindex=\"-1\"></div>");
}

fn lists(html: &mut Html, references: &[ReferenceRow]) {
    html.raw("<section aria-labelledby=\"references\"><h2 id=\"references\">");
    html.say("参考清单", "Reference lists").raw("</h2>");
    html.table(
        "",
        &[
            ("清单种类", "Kind of list"),
            ("文件", "File"),
            ("适用范围", "Scope"),
            ("#条目", "Entries"),
            ("#有基本编码", "With a code"),
            ("摘要", "Digest"),
        ],
    );
    for list in references {
        let lang = html.lang;
        html.raw("<tr><th scope=\"row\">")
            .text(list.kind_name.get(lang))
            .raw("</th><td class=\"name\">")
            .text(&list.file);
        html.raw("</td><td>")
            .text(list.scope.get(lang))
            .raw("</td>")
            .count(list.entries)
            .count(list.coded);
        html.raw("<td class=\"name\"><code>")
            .text(&list.digest)
            .raw("</code></td></tr>");
    }
    html.end_table();
    html.raw("</section>");
}

fn coverage(html: &mut Html, found: &Comparison, paper: bool) {
    if found.totals.is_empty() {
        return;
    }
    html.raw("<section aria-labelledby=\"coverage\"><h2 id=\"coverage\">")
        .say("清单覆盖情况", "Coverage");
    html.raw("</h2><p class=\"quiet\">").say(
        "应有条目：同层级、且所检事项中有同部门事项的条目；同一条目在每个地区和层级各计一次。",
        "Expected: entries of the level whose department has items among those checked; an entry counts at each division and level.",
    );
    html.raw("</p>");
    coverage_table(html, &found.totals);
    let unplaced: u32 = found.totals.iter().map(|line| line.unplaced).sum();
    for (count, zh, en) in [
        (
            found.elsewhere,
            "另有其他部门的条目{0}条，不在所检范围，没有比对。",
            "{0} entries of other departments were not compared.",
        ),
        (
            unplaced,
            "没有写明层级的条目{0}条，无法判断是否应有事项。",
            "{0} entries name no level, so that nobody can say whether an item is due.",
        ),
    ] {
        if count > 0 {
            html.raw("<p class=\"quiet\">")
                .fill(zh, en, &[count.to_string()])
                .raw("</p>");
        }
    }
    if found.places.len() > found.totals.len() {
        html.raw(if paper {
            "<details open><summary>"
        } else {
            "<details><summary>"
        });
        html.say("各地区和层级", "By division and level")
            .raw("</summary>");
        coverage_table(html, &found.places);
        if found.places_left > 0 {
            html.raw("<p class=\"quiet\">");
            html.fill(
                "另有{0}行未列出，见问题清单XLSX。",
                "{0} more are in the workbook.",
                &[found.places_left.to_string()],
            )
            .raw("</p>");
        }
        html.raw("</details>");
    }
    if !found.notices.is_empty() {
        html.raw("<details class=\"panel warn\"><summary>");
        html.fill(
            "参考清单读取提示{0}处",
            "Notices about the reference lists: {0}",
            &[found.notices.len().to_string()],
        );
        html.raw("</summary><ul>");
        for (place, sentence) in &found.notices {
            html.raw("<li>")
                .text(place)
                .raw(" · ")
                .text(sentence)
                .raw("</li>");
        }
        html.raw("</ul></details>");
    }
    html.raw("</section>");
}

/// Coverage in figures, with a bar each for entries with an item and items on the list.
fn coverage_table(html: &mut Html, lines: &[CoverageRow]) {
    if lines.is_empty() {
        return;
    }
    html.table(
        "",
        &[
            ("清单种类", "Kind of list"),
            ("#应有条目", "Expected"),
            ("#已有事项", "With an item"),
            ("#未见事项", "No item"),
            ("条目覆盖率", "Covered"),
            ("#检查事项", "Items"),
            ("#在清单内", "On the list"),
            ("#清单外事项", "Not on the list"),
            ("在清单内占比", "On the list, share"),
        ],
    );
    for line in lines {
        html.raw("<tr><th scope=\"row\">").text(&line.name);
        if !line.place.is_empty() {
            html.raw("<span class=\"row-sub\">")
                .text(&line.place)
                .raw("</span>");
        }
        html.raw("</th>")
            .count(line.expected)
            .count(line.found)
            .count(line.missing);
        share(html, line.found, line.expected);
        html.count(line.items).count(line.listed).count(line.outside);
        share(html, line.listed, line.items);
        html.raw("</tr>");
    }
    html.end_table();
}

/// A part of a whole as a figure and a bar, for the policy of the page forbids styles in markup.
fn share(html: &mut Html, part: u32, whole: u32) {
    html.raw("<td class=\"bar-cell\">");
    if whole > 0 {
        let share = f64::from(part) * 100.0 / f64::from(whole);
        html.raw(&format!("<span class=\"number\">{share:.1}%</span>"));
        html.raw(
            "<svg class=\"bar\" aria-hidden=\"true\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\">",
        );
        html.raw(&format!(
            "<rect class=\"chart-dot\" width=\"{share:.1}\" height=\"4\"></rect></svg>"
        ));
    }
    html.raw("</td>");
}

/// A window of entries without an item and of items outside the lists.
pub fn differences(held: &Held, window: &DifferenceWindow, lang: Lang) -> String {
    let mut html = Html::new(lang);
    let Rows { offset, total, rows } = rows::differences(held, window, lang);
    let end = offset + rows.len() as u32;
    html.raw("<p class=\"quiet\">");
    if total == 0 {
        html.say("没有符合条件的记录。", "Nothing found.").raw("</p>");
        return html.out;
    }
    let counts = [total.to_string(), (offset + 1).to_string(), end.to_string()];
    html.fill("共{0}条，第{1}至{2}条", "Rows {1} to {2} of {0}", &counts)
        .raw("</p>");
    html.table(
        "",
        &[
            ("情况", "What"),
            ("名称和编码", "Name and code"),
            ("清单种类", "Kind of list"),
            ("部门和位置", "Department and place"),
        ],
    );
    for row in &rows {
        difference(&mut html, row);
    }
    html.end_table();
    let step = window.len.min(MAX_ROWS);
    html.raw("<p class=\"ways no-print\">");
    for (there, to, zh, en) in [
        (offset > 0, offset.saturating_sub(step), "上一页", "Previous"),
        (end < total, end, "下一页", "Next"),
    ] {
        if there {
            html.raw("<button type=\"button\" class=\"button\" name=\"page\" value=\"")
                .number(to)
                .raw("\">");
            html.say(zh, en).raw("</button>");
        }
    }
    html.raw("</p>");
    html.out
}

pub(super) fn difference(html: &mut Html, row: &DifferenceRow) {
    let (class, zh, en) = match row.side {
        Side::Missing => ("tag tag-unsure", "未见事项", "No item"),
        Side::Outside => ("tag tag-serious", "清单外事项", "Not on the list"),
    };
    html.raw("<tr><td><span class=\"")
        .raw(class)
        .raw("\">")
        .say(zh, en)
        .raw("</span></td><th scope=\"row\">");
    match row.item {
        Some(item) => {
            let number = u64::from(item) + 1;
            html.raw("<a href=\"/result/item/")
                .number(number)
                .raw("\">")
                .text(&row.name)
                .raw("</a>");
        }
        None => {
            html.text(&row.name);
        }
    }
    for (before, text) in [
        ("<span class=\"row-sub code\">", &row.code),
        ("</span></th><td>", &row.kind),
        ("<span class=\"row-sub\">", &row.place),
        ("</span></td><td>", &row.unit),
        ("<span class=\"row-sub\">", &row.at),
    ] {
        html.raw(before).text(text);
    }
    html.raw("</span></td></tr>");
}
