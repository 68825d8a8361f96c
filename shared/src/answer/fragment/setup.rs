//! Reference lists and special inspections to choose from, with those that are held and chosen.

use super::Html;
use crate::answer::comparison::{Choice, ReferenceFile, Setup};
use crate::locale::{Lang, fill};

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
