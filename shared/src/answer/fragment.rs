//! Parts of pages as HTML: what is only shown and rarely asked for need not be drawn by the page, which has to be small.
//! What can be clicked carries `name` and `value`, and the page listens to the whole part.

use super::comparison::{
    self, Choice, Comparison, CoverageRow, DifferenceRow, ReferenceFile, ReferenceRow, Setup,
};
use super::{Held, coverage_totals};
use crate::locale::{Label, Lang, fill};
use crate::protocol::{DifferenceWindow, MAX_ROWS, Rows, Side};
use crate::report::escape::escape;
use crate::report::points_text;
use crate::result::CheckResult;
use crate::rule::OutcomeKind;
use crate::standard::Severity;

/// HTML in the making.
struct Html {
    out: String,
    lang: Lang,
}

impl Html {
    fn new(lang: Lang) -> Self {
        Self {
            out: String::new(),
            lang,
        }
    }

    /// Markup.
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text. The page refuses markup that looks as if it assigned a listener, so that no text may.
    fn text(&mut self, text: &str) -> &mut Self {
        let mut harmless = String::new();
        escape(&mut harmless, text);
        self.out.push_str(&harmless.replace('=', "&#61;"));
        self
    }

    fn number(&mut self, number: impl ToString) -> &mut Self {
        self.raw(&number.to_string())
    }

    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        Label::new(zh, en).get(self.lang)
    }

    fn say(&mut self, zh: &'static str, en: &'static str) -> &mut Self {
        let text = self.pick(zh, en);
        self.text(text)
    }

    fn fill(&mut self, zh: &'static str, en: &'static str, args: &[String]) -> &mut Self {
        let text = fill(self.pick(zh, en), args);
        self.text(&text)
    }

    /// Begins a table; numbers stand in columns whose title begins with `#`.
    fn table(&mut self, id: &str, columns: &[(&'static str, &'static str)]) {
        self.raw("<div class=\"wide\" tabindex=\"0\"><table class=\"data\"");
        if !id.is_empty() {
            self.raw(" id=\"").raw(id).raw("\"");
        }
        self.raw("><thead><tr>");
        for (zh, en) in columns {
            let class = if zh.starts_with('#') { " class=\"num\"" } else { "" };
            self.raw("<th scope=\"col\"").raw(class).raw(">");
            self.say(zh.trim_start_matches('#'), en).raw("</th>");
        }
        self.raw("</tr></thead><tbody>");
    }

    fn end_table(&mut self) {
        self.raw("</tbody></table></div>");
    }

    fn count(&mut self, number: impl ToString) -> &mut Self {
        self.raw("<td class=\"num\">").number(number).raw("</td>")
    }

    fn joined(&self, texts: &[String]) -> String {
        texts.join(self.pick("、", ", "))
    }
}

/// Kinds of file that are read.
const ACCEPT: &str = ".xlsx,.xlsm,.xls,.xlsb,.ods,.et,.csv,.tsv,.txt,.json,.zip";

/// Reference lists and special inspections to choose from, with those that are held and chosen.
pub fn setup(choices: &Setup, held: &[ReferenceFile], chosen: &[String], shown: bool, lang: Lang) -> String {
    let mut html = Html::new(lang);
    html.raw("<h2 id=\"setup\" tabindex=\"-1\">");
    html.say(
        "参考清单与专项核查（可选）",
        "Reference lists and special inspections (optional)",
    );
    html.raw("</h2><p class=\"quiet\">").say(
        "放入参考清单，检查时逐项比对；可与实施清单一起放入上面的区域，也可在这里选择。参考清单同样只在本机使用，并随每次检查保存在本机记录中。",
        "Items are compared with the reference lists you give: drop them together with your list above, or choose them here. They too stay on this computer, and are kept with each check in its history.",
    );
    html.raw("</p>");
    if !held.is_empty() {
        held_lists(&mut html, choices, held);
    }
    html.raw("<div class=\"columns\"><div class=\"card\"><h3>");
    html.say("参考清单", "Reference lists")
        .raw("</h3><ul class=\"choices\">");
    for kind in &choices.kinds {
        list_kind(&mut html, kind);
    }
    html.raw("</ul><div class=\"file\"><input id=\"references\" type=\"file\" multiple accept=\"");
    html.raw(ACCEPT)
        .raw("\"><label for=\"references\" class=\"button\">");
    html.say("选择参考清单", "Choose reference lists");
    html.raw("</label></div></div>");
    if !choices.campaigns.is_empty() {
        html.raw("<div class=\"card\" role=\"group\" aria-labelledby=\"campaigns\"><h3 id=\"campaigns\">");
        html.say("专项核查", "Special inspections")
            .raw("</h3><ul class=\"choices\">");
        for choice in &choices.campaigns {
            campaign(&mut html, choices, choice, held, chosen.contains(&choice.id));
        }
        html.raw("</ul></div>");
    }
    html.raw("</div>");
    if shown {
        html.raw("<p><button type=\"button\" class=\"button\" id=\"recheck\" name=\"recheck\">");
        html.say(
            "按以上设置重新检查当前清单",
            "Check the current list again with these",
        );
        html.raw("</button></p>");
    }
    html.out
}

fn list_kind(html: &mut Html, kind: &Choice) {
    let lang = html.lang;
    let name = kind.name.get(lang);
    let file = [name.to_owned()];
    let file = fill(html.pick("{0}模板.xlsx", "{0} template.xlsx"), &file);
    html.raw("<li class=\"list-kind\"><span><strong>").text(name);
    html.raw("</strong><span class=\"row-sub\">")
        .text(kind.text.get(lang));
    html.raw("</span></span><a href=\"/reference-").text(&kind.id);
    html.raw(".xlsx\" download=\"")
        .text(&file)
        .raw("\" aria-label=\"")
        .text(&file)
        .raw("\">");
    html.say("模板", "Template").raw("</a></li>");
}

/// One special inspection, and the lists it works with: those that are held have a tick.
fn campaign(html: &mut Html, choices: &Setup, choice: &Choice, held: &[ReferenceFile], chosen: bool) {
    let lang = html.lang;
    html.raw("<li><label class=\"choice\"><input type=\"checkbox\" name=\"campaign\" value=\"")
        .text(&choice.id);
    html.raw(if chosen { "\" checked>" } else { "\">" });
    html.raw("<span><strong>").text(choice.name.get(lang));
    html.raw("</strong><span class=\"row-sub\">")
        .text(choice.text.get(lang));
    html.raw("</span><span class=\"facts\">");
    for kind in choices
        .kinds
        .iter()
        .filter(|kind| choice.references.contains(&kind.id))
    {
        let mut lists = held.iter().flat_map(|file| &file.lists);
        let has = lists.any(|list| list.kind == kind.id);
        html.raw(if has {
            "<span class=\"mark mark-pass\">✓ "
        } else {
            "<span class=\"mark mark-none\">— "
        });
        html.text(kind.name.get(lang)).raw("</span>");
    }
    html.raw("</span></span></label></li>");
}

/// The reference lists that are held: kind, entries, scope, and the way to correct or remove them.
fn held_lists(html: &mut Html, choices: &Setup, held: &[ReferenceFile]) {
    let lang = html.lang;
    html.table(
        "held",
        &[
            ("已放入的参考清单", "Lists in use"),
            ("清单种类", "Kind of list"),
            ("#条目", "Entries"),
            ("适用范围", "Scope"),
            ("操作", "Actions"),
        ],
    );
    for (number, file) in held.iter().enumerate() {
        html.raw("<tr><td class=\"name\">").text(&file.name);
        if !file.refused.is_empty() {
            html.raw("<span class=\"found\">")
                .text(&file.refused)
                .raw("</span>");
        }
        html.raw("</td><td>");
        let mut kinds: Vec<&str> = file.lists.iter().map(|list| list.kind.as_str()).collect();
        kinds.dedup();
        match kinds.as_slice() {
            [_, _, ..] => {
                let named = choices
                    .kinds
                    .iter()
                    .filter(|kind| kinds.contains(&kind.id.as_str()));
                let named: Vec<String> = named.map(|kind| kind.name.get(lang).to_owned()).collect();
                let named = html.joined(&named);
                html.text(&named);
            }
            [] if !file.ask => {}
            _ => select_kind(html, choices, file, number, kinds.first().copied()),
        }
        let entries: u32 = file.lists.iter().map(|list| list.entries).sum();
        html.raw("</td>").count(entries).raw("<td>");
        let mut scopes: Vec<String> = file
            .lists
            .iter()
            .map(|list| list.scope.get(lang).to_owned())
            .collect();
        scopes.dedup();
        let scopes = html.joined(&scopes);
        html.text(&scopes)
            .raw("</td><td class=\"nowrap\"><button type=\"button\" class=\"link\" name=\"remove\" value=\"");
        html.number(number).raw("\" aria-label=\"");
        html.fill("移除{0}", "Remove {0}", std::slice::from_ref(&file.name))
            .raw("\">");
        html.say("移除", "Remove").raw("</button></td></tr>");
    }
    html.end_table();
}

/// The kind of a file, for a person to say or to correct; it may be a list of items after all.
fn select_kind(html: &mut Html, choices: &Setup, file: &ReferenceFile, number: usize, now: Option<&str>) {
    let lang = html.lang;
    html.raw("<span class=\"correct\"><select name=\"kind\" id=\"kind-")
        .number(number)
        .raw("\" aria-label=\"");
    html.fill("“{0}”的种类", "Kind of “{0}”", std::slice::from_ref(&file.name))
        .raw("\">");
    if now.is_none() {
        html.raw("<option value=\"\" selected>")
            .say("请选择种类……", "Choose a kind…")
            .raw("</option>");
    }
    for kind in &choices.kinds {
        html.raw("<option value=\"").text(&kind.id);
        html.raw(if now == Some(kind.id.as_str()) {
            "\" selected>"
        } else {
            "\">"
        });
        html.text(kind.name.get(lang)).raw("</option>");
    }
    html.raw("<option value=\"items\">")
        .say("实施清单（直接检查）", "Implementation list (check it)");
    html.raw("</option></select></span>");
}

/// On the overview: what was compared with, and how far it is covered. Empty without reference lists and inspections.
pub(super) fn summary(result: &CheckResult, lang: Lang) -> String {
    let mut html = Html::new(lang);
    let references = comparison::references(&result.context.references, 0);
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
    let found = comparison::comparison(&held.result, lang);
    let references = comparison::references(&held.result.context.references, 0);
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
    let Rows { offset, total, rows } = comparison::differences(held, window, lang);
    let end = offset + rows.len() as u32;
    html.raw("<p class=\"quiet\">");
    if total == 0 {
        html.say("没有符合条件的记录。", "Nothing found.").raw("</p>");
        return html.out;
    }
    let counts = [total.to_string(), (offset + 1).to_string(), end.to_string()];
    html.fill("共{0}条，第{1}至{2}条", "{0} rows, {1} to {2}", &counts)
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

fn difference(html: &mut Html, row: &DifferenceRow) {
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

/// Clauses that were not checked, by reason.
pub fn unchecked(result: &CheckResult, lang: Lang) -> String {
    let mut html = Html::new(lang);
    html.raw("<p class=\"lead\">").say(
        "下列条款没有检查，对这些内容不作任何判断。有的只能由人核实，有的因为文件没有相应要素。",
        "These clauses were not checked, and nothing is claimed about them. Some only people can judge; for others the file lacks elements.",
    );
    html.raw("</p>");
    let rows = super::unchecked(result, lang);
    if rows.is_empty() {
        html.raw("<p>")
            .say("全部条款都已检查。", "All clauses were checked.")
            .raw("</p>");
        return html.out;
    }
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
            .raw("<td>");
        if row.reason == OutcomeKind::NotProvided && !row.detail.is_empty() {
            html.fill("所需要素：{0}", "Needs: {0}", &[row.detail]);
        } else {
            html.text(&row.detail);
        }
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
    for row in super::ledger(held, lang) {
        let found = row.fails + row.suspects > 0;
        html.raw(if found { "<tr>" } else { "<tr class=\"quiet\">" });
        html.raw("<td class=\"code\">")
            .text(&row.code)
            .raw("</td><td class=\"name\">");
        clause(&mut html, &row.code, &row.title, found);
        html.raw("</td><td class=\"nowrap\">")
            .text(row.dimension.name().get(lang));
        html.raw("</td><td><span class=\"tag tag-")
            .raw(match row.severity {
                Severity::Veto => "veto",
                Severity::Serious => "serious",
                Severity::Ordinary => "ordinary",
                Severity::Slight => "slight",
            });
        html.raw("\">")
            .text(row.severity.name().get(lang))
            .raw("</span></td>");
        html.count(points_text(row.points))
            .count(row.fails)
            .count(row.suspects)
            .count(row.items);
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
fn section(html: &mut Html, campaign: &comparison::CampaignRow) {
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

#[cfg(test)]
mod tests {
    use super::{Html, difference, setup};
    use crate::answer::{DifferenceRow, ReferenceFile, setup as choices};
    use crate::locale::Lang;
    use crate::protocol::Side;

    const EVIL: &str = "\"><img src=x onerror=alert(1)> ' on1 = <script>";

    /// What the page's policy refuses (`boot.js`), and what would run.
    fn is_harmless(html: &str) -> bool {
        !html.contains("<img")
            && !html.contains("<script")
            && !html.contains("onerror=")
            && !html.contains("on1 =")
    }

    #[test]
    fn texts_of_lists_become_no_markup() {
        let row = DifferenceRow {
            side: Side::Missing,
            kind: EVIL.to_owned(),
            place: EVIL.to_owned(),
            name: EVIL.to_owned(),
            code: EVIL.to_owned(),
            unit: EVIL.to_owned(),
            at: EVIL.to_owned(),
            item: None,
        };
        let mut html = Html::new(Lang::ZhCn);
        difference(&mut html, &row);
        assert!(
            html.out.contains("&lt;img") && is_harmless(&html.out),
            "{}",
            html.out
        );
        let file = ReferenceFile {
            file: 0,
            name: EVIL.to_owned(),
            lists: Vec::new(),
            refused: EVIL.to_owned(),
            ask: true,
        };
        for lang in [Lang::ZhCn, Lang::En] {
            let drawn = setup(&choices(&[]), std::slice::from_ref(&file), &[], true, lang);
            assert!(drawn.contains("&lt;img") && is_harmless(&drawn), "{drawn}");
        }
    }

    #[test]
    fn english_is_complete() {
        let campaigns = crate::standard::campaigns(None);
        let drawn = setup(&choices(&campaigns), &[], &[], true, Lang::En);
        let chinese = drawn.chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(chinese, None, "{drawn}");
        assert_eq!(drawn.matches("type=\"checkbox\"").count(), campaigns.len());
    }
}
