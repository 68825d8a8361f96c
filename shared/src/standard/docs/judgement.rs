//! How a clause's rule judges, said with the clause's own values. The rule's text is written for every clause and names
//! its parameters: every name gives way to what the clause sets it to, or where that is long to the parameter's Chinese
//! name; what the text says of parameters that the clause leaves out goes.

use crate::locale::Lang;
use crate::rules;
use crate::standard::{Clause, Standard, label, parameters, titles};
use serde_json::Value;

/// Characters of a value that stands in the sentence itself.
const SHORT: usize = 24;

/// What is published of a rule's work for one clause.
pub(super) struct Judgement {
    /// The rule's text.
    pub(super) text: String,
    /// The parameters that the text does not give the values of: Chinese name and value.
    pub(super) rest: Vec<(String, String)>,
}

/// How texts of rules speak of what a clause may set or leave out: the words, the parameter, and what they come to where
/// it is true or written, and where it is not.
#[rustfmt::skip]
const PHRASES: &[(&str, &str, &str, &str)] = &[
    ("写明`certain`的条款判确定问题，其余判疑似", "certain", "判确定问题", "判疑似"),
    ("写明`certain`的条款判确定问题，其余（连同只写“无”的）判疑似", "certain", "判确定问题，只写“无”的判疑似", "判疑似，只写“无”的也是"),
    ("其余的，写明`certain`的条款判确定问题，别的判疑似", "certain", "其余的判确定问题", "其余的判疑似"),
    ("`doubtful`的条款一律判疑似", "doubtful", "一律判疑似", "`doubtful`"),
    ("写明`bare`的不应带序号和句末标点", "bare", "不应带序号和句末标点", "`bare`"),
    ("`same_level`的条款只在同一行使层级之间比较", "same_level", "只在同一行使层级之间比较", "`same_level`"),
    ("材料名称以`certain`中的词结尾（申请表等）而`attachment`指定的附件（空白表格或示例样表）为空的，`certain_types`中的事项类型（不写则为所有类型）判确定问题；以`likely`",
        "certain", "材料名称以`certain`中的词结尾（申请表等）而`attachment`指定的附件（空白表格或示例样表）为空的，`certain_types`中的事项类型（不写则为所有类型）判确定问题；以`likely`",
        "`attachment`为空的材料，名称以`likely`"),
    ("文件中有该列而值为空的判确定问题", "doubtful", "文件中有该列而值为空的判疑似", "文件中有该列而值为空的判确定问题"),
    ("`list`指定的参考清单", "list", "`list`", "`list`"),
    ("`yields_to`指定的清单", "yields_to", "`yields_to`", "`yields_to`"),
    ("`certain_types`中的事项类型（不写则为所有类型）", "certain_types", "`certain_types`中的事项类型", "所有类型的事项"),
    ("`elements`、`stated`列出的要素", "elements", "`elements`、`stated`列出的要素", "`stated`列出的要素"),
    ("`elements`、`stated`列出的要素", "stated", "`elements`、`stated`列出的要素", "`elements`列出的要素"),
    ("找`words`词表中的词", "words", "找`words`词表中的词", "找下列的词"),
    ("（不写则总是）", "when", "", ""),
];

impl Judgement {
    /// Of a clause; `None` without a rule. `list` tells how a long word list is referred to, by its name.
    pub(super) fn of(
        standard: &Standard,
        clause: &Clause,
        list: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let rule = clause.rule.as_deref().and_then(rules::find)?;
        let known = parameters::of(rule).into_iter().map(|known| known.name).collect();
        let teller = Teller {
            rule: rule.meta.id,
            known,
            values: set(standard.parameters(clause, Lang::ZhCn)),
            standard,
            clause,
            list,
        };
        Some(teller.tell(rule.what().zh))
    }
}

/// Parameters that say something: an empty list is as good as none.
fn set(mut values: Vec<(String, String)>) -> Vec<(String, String)> {
    values.retain(|(_, value)| !value.is_empty());
    values
}

/// A clause whose rule's text is told.
struct Teller<'s> {
    rule: &'static str,
    /// All parameters of the rule.
    known: Vec<String>,
    /// Those that the clause sets.
    values: Vec<(String, String)>,
    standard: &'s Standard,
    clause: &'s Clause,
    list: &'s dyn Fn(&str) -> Option<String>,
}

impl Teller<'_> {
    fn tell(&self, what: &str) -> Judgement {
        let mut text = what.replace("参数`", "`");
        for (phrase, name, set, unset) in PHRASES {
            let is_set = self.is_set(name) && self.clause.params[*name] != Value::Bool(false);
            text = text.replace(phrase, if is_set { set } else { unset });
        }
        // Where a clause says that nothing is certain: in other clauses that is not so.
        let never = self.clause.params["certain"] == Value::Bool(false);
        text = text.replace(
            "`certain`为false的一律疑似",
            if never { "一律疑似" } else { "`certain`" },
        );
        let text = self.without_what_is_not_set(&self.without_brackets(&text));
        let mut told = Judgement {
            text: String::new(),
            rest: Vec::new(),
        };
        let mut said: Vec<&str> = Vec::new();
        for (number, part) in text.split('`').enumerate() {
            if number % 2 == 0 {
                // “`words`词表中的词”: the list says itself that it is one.
                let listed = said
                    .last()
                    .is_some_and(|name| !self.clause.params[*name].is_number());
                let part = if listed {
                    part.strip_prefix("词表").unwrap_or(part)
                } else {
                    part
                };
                told.text.push_str(part);
            } else {
                said.extend(self.name(part, &mut told));
            }
        }
        for (name, value) in self
            .values
            .iter()
            .filter(|(name, _)| !what.contains(&format!("`{name}`")))
        {
            let reference = self.reference(name, value);
            told.add(
                titles::parameter(self.rule, name),
                reference.as_deref().unwrap_or(value),
            );
        }
        told
    }

    fn is_set(&self, name: &str) -> bool {
        self.values.iter().any(|(known, _)| known == name)
    }

    /// Whether a piece of text names parameters, and only such as the clause leaves out.
    fn is_unset(&self, piece: &str) -> bool {
        let mut names = piece
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|name| self.known.iter().any(|known| known == name));
        let mut named = names.clone();
        named.next().is_some() && !names.any(|name| self.is_set(name))
    }

    /// Without brackets that explain what one may choose, or speak of what is left out.
    fn without_brackets(&self, text: &str) -> String {
        let mut kept = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('（') {
            let Some((inside, later)) = after.split_once('）') else {
                break;
            };
            kept.push_str(before);
            let chooses = inside
                .split('`')
                .skip(1)
                .step_by(2)
                .any(|name| titles::choice(name).is_some());
            if !chooses && !self.is_unset(inside) {
                kept.extend(["（", inside, "）"]);
            }
            rest = later;
        }
        kept + rest
    }

    /// Without the sentences, and then the parts of sentences, that speak only of what the clause leaves out. A part that
    /// gives the verdict stays.
    fn without_what_is_not_set(&self, text: &str) -> String {
        let mut kept = String::new();
        for sentence in text
            .split_inclusive(['；', '。'])
            .filter(|sentence| !self.is_unset(sentence))
        {
            let parts: Vec<&str> = sentence.split_inclusive(['，', '：', '；', '。']).collect();
            let goes = |part: &str| self.is_unset(part) && !part.contains('判');
            for (number, part) in parts.iter().enumerate() {
                let is_last = number + 1 == parts.len();
                match goes(part) {
                    false => kept.push_str(part),
                    // The sentence keeps its end.
                    true if is_last => {
                        kept.truncate(kept.trim_end_matches(['，', '：']).len());
                        kept.extend(part.chars().last());
                    }
                    true => {}
                }
            }
        }
        if let Some(open) = kept.strip_suffix('；') {
            return format!("{open}。");
        }
        kept
    }

    /// Puts the value in the place of a name; gives the name back where it is a parameter's.
    fn name<'n>(&self, name: &'n str, told: &mut Judgement) -> Option<&'n str> {
        let title = titles::parameter(self.rule, name);
        if !self.known.iter().any(|known| known == name) {
            told.text.push_str(&quoted(titles::choice(name).unwrap_or(title)));
            return None;
        }
        let Some((_, value)) = self.values.iter().find(|(known, _)| known == name) else {
            told.text.extend([&quoted(title), "（本条未设）"]);
            return None;
        };
        let written = &self.clause.params[name];
        if written.is_number() {
            told.text.push_str(value);
        } else if let Some(reference) = self.reference(name, value) {
            told.text.push_str(&reference);
        } else if written.is_boolean() {
            told.text.extend([&quoted(title), "（本条：", value, "）"]);
        } else if value.chars().count() > SHORT || written.is_object() {
            told.text.push_str(&quoted(title));
            told.add(title, value);
        } else {
            let parts = self.standard.parameter_entries(self.clause, name);
            told.text.extend(parts.iter().map(|part| quoted(part)));
        }
        Some(name)
    }

    /// What a long word list is referred to by.
    fn reference(&self, name: &str, value: &str) -> Option<String> {
        let list = self.clause.params[name].as_str()?.strip_prefix('@')?;
        (value.chars().count() > SHORT)
            .then(|| (self.list)(list))
            .flatten()
    }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

impl Judgement {
    fn add(&mut self, title: &str, value: &str) {
        if self.rest.iter().all(|(known, _)| known != title) {
            self.rest.push((title.to_owned(), value.to_owned()));
        }
    }
}

/// The word lists that are too long to stand in a sentence, in the order in which the clauses need them, each with the
/// codes of the clauses.
pub(super) fn long_lists(standard: &Standard) -> Vec<(&str, Vec<&str>)> {
    let mut lists: Vec<(&str, Vec<&str>)> = Vec::new();
    for clause in standard.clauses() {
        for value in clause
            .params
            .as_object()
            .into_iter()
            .flat_map(|params| params.values())
        {
            let written = value.as_str().and_then(|text| text.strip_prefix('@'));
            let Some((name, words)) = written.and_then(|name| standard.document.words.get_key_value(name))
            else {
                continue;
            };
            if label::words(words).chars().count() <= SHORT {
                continue;
            }
            match lists.iter_mut().find(|(known, _)| *known == name) {
                Some((_, codes)) if codes.last() == Some(&clause.code.as_str()) => {}
                Some((_, codes)) => codes.push(&clause.code),
                None => lists.push((name, vec![&clause.code])),
            }
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::{Judgement, long_lists};
    use crate::standard::{Standard, builtin, builtin_with, campaigns};

    fn told(standard: &Standard, code: &str) -> (String, Vec<(String, String)>) {
        let mut clauses = standard.clauses().iter();
        let clause = clauses.find(|clause| clause.code == code).unwrap();
        let judgement = Judgement::of(standard, clause, &|name| Some(format!("词表“{name}”"))).unwrap();
        (judgement.text, judgement.rest)
    }

    #[test]
    fn numbers_elements_and_words_stand_in_place_of_names() {
        let standard = builtin(None).unwrap();
        let (text, rest) = told(&standard, "L22");
        assert!(
            text.contains("法定办结时限超过20个工作日的") && text.contains("超过45个工作日的"),
            "{text}"
        );
        assert_eq!(rest, []);
        let (text, _) = told(&standard, "L05");
        assert!(text.contains("名称含词表“proofs”中的词"), "{text}");
        let (text, rest) = told(&standard, "C23");
        assert!(text.contains("一律判疑似") && !text.contains("说明栏"), "{text}");
        let (title, value) = &rest[0];
        assert_eq!(
            (title.as_str(), value.as_str()),
            ("限定的取值", "是否数量限制：是")
        );
        let (text, _) = told(&standard, "Z07");
        assert!(
            text.starts_with("“计划取消日期”各要素的日期在“检查当天之前”的，判疑似；"),
            "{text}"
        );
        let (text, _) = told(&standard, "F20");
        assert!(text.contains("判确定问题") && !text.contains("判疑似"), "{text}");
        assert!(
            long_lists(&standard)
                .iter()
                .any(|(name, codes)| *name == "proofs" && codes.contains(&"L05"))
        );
    }

    #[test]
    fn what_is_empty_is_not_spoken_of() {
        let standard = builtin(None).unwrap();
        let (text, _) = told(&standard, "C38");
        assert!(
            text.starts_with("“申请材料 · 填报须知”为空的材料，名称以“申请表”“申请书”中的词结尾的"),
            "{text}"
        );
        let (text, _) = told(&standard, "L07");
        assert!(text.contains("再按名称在“行政许可事项清单”中查找事项"), "{text}");
        assert!(!text.contains("一律疑似") && !text.contains("先看"), "{text}");
    }

    /// Identifiers are for those who write standards, not for those whom they bind.
    #[test]
    fn no_clause_tells_identifiers_or_what_it_leaves_out() {
        let ids: Vec<String> = campaigns(None).into_iter().map(|campaign| campaign.id).collect();
        let standard = builtin_with(None, &ids).unwrap();
        for clause in standard.clauses().iter().filter(|clause| clause.rule.is_some()) {
            let (text, rest) = told(&standard, &clause.code);
            assert!(
                !text.contains('`') && !text.contains("本条"),
                "{} {text}",
                clause.code
            );
            assert!(
                text.ends_with('。') && !text.contains("，。") && !text.contains("；。"),
                "{} {text}",
                clause.code
            );
            for (title, _) in rest {
                assert!(!title.is_ascii(), "{} {title}", clause.code);
            }
        }
    }
}
