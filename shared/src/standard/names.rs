//! The names a standard may use: dimensions, severities, confidences.

use crate::locale::Label;
use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $vdoc:literal])+ $variant:ident $id:literal $zh:literal $en:literal;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[doc = $vdoc])+ #[serde(rename = $id)] $variant,)+ }

        impl $name {
            /// All, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Identifier.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// Name shown to people.
            pub const fn name(self) -> Label {
                match self { $(Self::$variant => Label::new($zh, $en),)+ }
            }
        }
    };
}

named! {
    /// One of the eight dimensions of quality the procurement names.
    Dimension {
        /// Legal basis, authority, fees.
        Legality "legality" "合法性" "Legality";
        /// True to the facts.
        Authenticity "authenticity" "真实性" "Authenticity";
        /// Values right and in the right place.
        Accuracy "accuracy" "准确性" "Accuracy";
        /// Nothing missing.
        Completeness "completeness" "完整性" "Completeness";
        /// No contradiction.
        Consistency "consistency" "一致性" "Consistency";
        /// Codes, dictionaries, names.
        Standardization "standardization" "标准化" "Standardization";
        /// Wording.
        Normalization "normalization" "规范化" "Normalization";
        /// Convenience.
        Convenience "convenience" "便利化" "Convenience";
    }
}

named! {
    /// How grave a problem is.
    Severity {
        /// One of these and the item is unqualified.
        Veto "S0" "否决" "Veto";
        /// Serious.
        Serious "S1" "严重" "Serious";
        /// Ordinary.
        Ordinary "S2" "一般" "Ordinary";
        /// Slight.
        Slight "S3" "轻微" "Slight";
    }
}

named! {
    /// How far a basis can be relied on; the tags of the domain documents.
    Confidence {
        /// Read in the original source.
        Original "A" "原始来源" "Read in the source";
        /// Two or more independent sources agree.
        Agreed "B" "多源一致" "Independent sources agree";
        /// One secondary source, or inferred from real data.
        Inferred "C" "推断" "Inferred";
        /// From memory: to be checked by a person.
        Memory "M" "待核" "To be verified";
        /// A proposal of this project.
        Proposal "P" "本项目建议" "This project's proposal";
    }
}
