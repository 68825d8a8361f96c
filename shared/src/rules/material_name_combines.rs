//! `material-name-combines`

use crate::element::Element::MaterialName;
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::phrase::{JOINING, JOINING_CHARS, closing_bracket, parts, split_outside, without_number};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialNameCombines>(&META);

const META: Meta = Meta {
    id: "material-name-combines",
    title: Label::new("一条材料写了多份材料", "One entry combines several materials"),
    what: Label::new(
        "名称用分号或序号分开，每一段都是一份证件或文书的，判确定问题；用顿号、“和”“及”相连而各段都像证件或文书的，\
         或各段按情形分列的，列为疑似；“原件及复印件”和括号里的内容不算。",
        "Fails when semicolons or numbers split the name and each piece is a document; suspects pieces joined by commas \
         or “and” that all look like documents, and pieces for different cases; “original and copy” and brackets do \
         not count.",
    ),
    why: Label::new(
        "几份材料写在一条里，份数、来源、样表就无法逐份写清，也无法逐份减免。",
        "With several documents in one entry, copies, source and sample cannot be given for each, nor can one be waived.",
    ),
    needs: &[MaterialName],
    messages: &[
        Label::new("“{0}”一条里写了{1}份材料", "“{0}” combines {1} materials in one entry"),
        Label::new("“{0}”似乎一条里写了{1}份材料，请核对", "“{0}” seems to combine {1} materials in one entry"),
        Label::new(
            "“{0}”一条里分了{1}段，请核对是几份材料还是几种情形，能否逐份填写",
            "“{0}” has {1} pieces in one entry: check whether they are materials or cases, and give each its own entry",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialNameCombines {
    /// Endings of names of documents.
    documents: Vocabulary,
    /// Words for the form of one and the same document (original, copy).
    forms: Vocabulary,
    /// Words that make pieces alternatives or cases instead of several documents.
    cases: Vocabulary,
}

/// Signs that certainly divide; those of [`JOINING`] may.
const DIVIDING: [&str; 3] = ["；", ";", "\n"];
const DIVIDING_CHARS: [char; 3] = ['；', ';', '\n'];

impl ItemRule for MaterialNameCombines {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Material) {
            let name = without_number(entry.text(MaterialName));
            if name.is_empty() {
                continue;
            }
            any = true;
            // The number of the first piece is needed to see that numbers count on.
            let finding = entry.found(0, MaterialName, |text| {
                let name = without_number(text);
                self.divided(name, text).or_else(|| self.joined(name))
            });
            found.extend(finding.map(|finding| finding.entry(entry.number()).value(entry.value(MaterialName))));
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl MaterialNameCombines {
    /// Pieces divided by semicolons, lines or numbers; what stands inside brackets does not divide.
    fn divided(&self, name: &str, raw: &str) -> Option<Finding> {
        let bare = !raw.contains(['（', '(', '《']);
        let numbered = bare && raw.contains(|c: char| c.is_ascii_digit());
        if !numbered && !raw.contains(DIVIDING_CHARS) {
            return None;
        }
        let pieces: Vec<&str> = if bare {
            parts(raw)
        } else {
            split_outside(name, &DIVIDING).map(without_number).filter(|piece| !piece.is_empty()).collect()
        };
        if pieces.len() < 2 {
            return None;
        }
        let certain = self.cases.find(name).is_none() && pieces.iter().all(|piece| self.is_document(piece));
        let finding = if certain { Finding::fail(MaterialName, 0) } else { Finding::suspect(MaterialName, 2) };
        Some(finding.arg(name).arg(pieces.len()))
    }

    /// Pieces joined by “、”, “and”, all of which look like documents.
    fn joined(&self, name: &str) -> Option<Finding> {
        if !name.contains(JOINING_CHARS) {
            return None;
        }
        let mut count = 0_usize;
        for piece in split_outside(name, &JOINING) {
            let piece = piece.trim();
            if piece.is_empty() || self.forms.has(piece) {
                continue;
            }
            if piece.chars().nth(1).is_none() || !self.is_document(piece) {
                return None;
            }
            count += 1;
        }
        (count >= 2).then(|| Finding::suspect(MaterialName, 1).arg(name).arg(count))
    }

    fn is_document(&self, piece: &str) -> bool {
        let (head, _) = closing_bracket(piece);
        let head = self.forms.end(head).and_then(|form| head.strip_suffix(form)).unwrap_or(head);
        self.documents.end(head.trim_matches(['《', '》', '“', '”'])).is_some()
    }
}
