//! The parts of an implementation list.

use crate::locale::{Label, Lang, Wording};

/// The part of an implementation list an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The item itself.
    Main,
    /// Legal bases (设定依据).
    Law,
    /// Counters (办理窗口).
    Window,
    /// Application materials (申请材料).
    Material,
    /// Special procedures (特别程序).
    Special,
    /// Fee items (收费项目).
    Fee,
    /// Frequent questions (常见问题).
    Question,
    /// Steps of handling (办理环节).
    Step,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 8] = [
        Self::Main,
        Self::Law,
        Self::Window,
        Self::Material,
        Self::Special,
        Self::Fee,
        Self::Question,
        Self::Step,
    ];

    /// Prefix of identifiers; empty for the item itself.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Main => "",
            Self::Law => "law",
            Self::Window => "window",
            Self::Material => "material",
            Self::Special => "special",
            Self::Fee => "fee",
            Self::Question => "question",
            Self::Step => "step",
        }
    }

    /// Name shown to people.
    pub const fn name(self) -> Label {
        match self {
            Self::Main => Label::new("基本信息", "Item"),
            Self::Law => Label::new("设定依据", "Legal bases"),
            Self::Window => Label::new("办理窗口", "Counters"),
            Self::Material => Label::new("申请材料", "Materials"),
            Self::Special => Label::new("特别程序", "Special procedures"),
            Self::Fee => Label::new("收费项目", "Fees"),
            Self::Question => Label::new("常见问题", "Frequent questions"),
            Self::Step => Label::new("办理环节", "Steps"),
        }
    }

    /// Their names, one after the other.
    pub(crate) fn listed(parts: &[Self]) -> Wording {
        Wording::each(|lang| {
            let names: Vec<&str> = parts.iter().map(|part| part.name().get(lang)).collect();
            names.join(match lang {
                Lang::ZhCn => "、",
                Lang::En => ", ",
            })
        })
    }
}
