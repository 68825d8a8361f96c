//! What each kind of list is good for, in one sentence.

use super::Kind;
use crate::locale::Label;

impl Kind {
    /// What a check gains by a list of this kind.
    pub const fn purpose(self) -> Label {
        match self {
            Self::Catalogue => Label::new(
                "目录中应有而未见的事项、目录外的事项，名称、类型、依据、层级的差异",
                "Entries without an item, items outside the catalogue, differing names, types, bases, levels",
            ),
            Self::Licence => Label::new(
                "清单外的许可（否决）、未见的许可事项，名称和依据的差异",
                "Licences that are not on the list (veto), entries without an item, differing names and bases",
            ),
            Self::Intermediary => Label::new(
                "保留清单之外的中介服务和中介材料",
                "Intermediary services and materials that were not kept",
            ),
            Self::Reform => Label::new(
                "改革方式填写不一致，改革方式没有落实到材料、时限和审批",
                "Reform ways that differ, or are not carried out in materials, limits and approval",
            ),
            Self::CrossProvince => Label::new(
                "应“跨省通办”而没有标明的事项、缺少的办理方式",
                "Services that should cross provinces and do not say so, or lack a way to",
            ),
            Self::Powers => Label::new(
                "权责清单外的事项、没有事项的职权，名称和类别的差异",
                "Items outside the list, powers without an item, differing names and types",
            ),
            Self::Abolished => Label::new(
                "已取消、下放而仍在办理的事项",
                "Abolished or handed-down items that are still in use",
            ),
            Self::Proof => Label::new(
                "清单之外的证明材料",
                "Proofs that are demanded without being listed",
            ),
        }
    }
}
