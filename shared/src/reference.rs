//! Reference lists (参考清单) that items are compared with: the basic catalogue, the list of licences and the like.
//!
//! Every kind is one entry of the registry below: what it is called, how a list of it is recognised, and its columns.
//! Lists are read through the same readers and guards as implementation lists; see [`read`].

mod coverage;
mod entry;
mod index;
mod purpose;
mod read;
mod recognise;
mod scope;
mod tell;
mod template;
mod whole;

pub use coverage::{Coverage, coverage};
pub use entry::{Entry, EntryView, ReferenceList, References};
pub use index::{Found, How, Listing, Subject};
pub use read::{read, reform_way};
pub use scope::{Area, Cover, Levels, Scope};
pub use tell::holds_items;
pub use template::template;
pub use whole::Edition;

use crate::element::Element;
use crate::locale::{Label, Lang};
use serde::{Deserialize, Serialize};

/// What a column of a reference list says of its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Name of the item, service or proof.
    Name,
    /// Basic code (基本编码), or an implementing code that holds it.
    Code,
    /// Type of the item.
    Type,
    /// Legal basis.
    Basis,
    /// Levels that exercise it.
    Level,
    /// Department in charge (主管部门).
    Department,
    /// Organ that implements it (实施机关).
    Organ,
    /// Whether the entry is in use, suspended or cancelled.
    State,
    /// Where the entry holds.
    Area,
    /// Name of the certificate (许可证件名称).
    Licence,
    /// Reform way, by name.
    ReformWay,
    /// Tick: approval abolished.
    WayAbolish,
    /// Tick: filing instead of approval.
    WayFile,
    /// Tick: notification and commitment.
    WayCommit,
    /// Tick: improved approval service.
    WayImprove,
    /// How the service crosses provinces (业务模式).
    Mode,
    /// Item that the service or proof belongs to.
    Item,
    /// What was decided: abolished, handed down …
    Handling,
    /// Number of the decision.
    Document,
    /// Day of the decision.
    Date,
    /// Organ after handing down.
    Successor,
    /// Who issues the proof.
    Issuer,
    /// Who demands the proof.
    Demander,
    /// Remark.
    Remark,
}

impl Field {
    /// The element of an item it is compared with; `None` where no element holds the same thing.
    pub const fn element(self) -> Option<Element> {
        Some(match self {
            Self::Name | Self::Item => Element::TaskName,
            Self::Code => Element::CatalogCode,
            Self::Type => Element::TaskType,
            Self::Basis => Element::ByLaw,
            Self::Level => Element::UseLevel,
            Self::Organ | Self::Demander => Element::DeptName,
            Self::Area => Element::AreaCode,
            Self::State => Element::TaskState,
            Self::Licence => Element::ResultName,
            Self::ReformWay | Self::WayAbolish | Self::WayFile | Self::WayCommit | Self::WayImprove => {
                Element::ReformWay
            }
            Self::Issuer => Element::MaterialSourceExplain,
            Self::Mode
            | Self::Department
            | Self::Handling
            | Self::Document
            | Self::Date
            | Self::Successor
            | Self::Remark => return None,
        })
    }

    /// The reform way that a tick in this column means.
    pub const fn way(self) -> Option<&'static str> {
        Some(match self {
            Self::WayAbolish => "直接取消审批",
            Self::WayFile => "审批改为备案",
            Self::WayCommit => "实行告知承诺",
            Self::WayImprove => "优化审批服务",
            _ => return None,
        })
    }
}

/// A column of one kind of list.
#[derive(Debug)]
pub struct Column {
    /// What it says.
    pub field: Field,
    /// Whether a list without it is refused.
    pub required: bool,
    /// Title in the template.
    pub title: &'static str,
    /// Other titles such lists have.
    pub titles: &'static [&'static str],
}

/// Everything known of one kind of list.
#[derive(Debug)]
pub struct Spec {
    /// The kind.
    pub kind: Kind,
    /// Identifier, as on the command line.
    pub id: &'static str,
    /// Name shown to people.
    pub name: Label,
    /// Words in titles, sheet names and file names that tell the kind.
    pub words: &'static [&'static str],
    /// Its columns, in the template's order.
    pub columns: &'static [Column],
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident $id:literal $zh:literal $en:literal [$($word:literal),+] {
        $($field:ident $need:ident $title:literal [$($other:literal),*];)+
    })+) => {
        /// A kind of reference list. Identifiers are permanent: results and standards name them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind { $($(#[doc = $doc])+ $variant,)+ }

        const SPECS: &[Spec] = &[$(Spec {
            kind: Kind::$variant, id: $id, name: Label::new($zh, $en), words: &[$($word),+],
            columns: &[$(Column { field: Field::$field, required: kinds!(@$need), title: $title, titles: &[$($other),*] },)+],
        },)+];

        impl Kind {
            /// All kinds, in the registry's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }
    };
    (@must) => { true };
    (@may) => { false };
}

kinds! {
    /// Basic catalogue.
    Catalogue "catalogue" "基本目录" "Basic catalogue" ["基本目录"] {
        Code must "基本编码" ["事项基本编码", "基本目录编码", "目录编码", "国家基本编码", "catalog_code"];
        Name must "事项名称" ["名称", "目录名称", "基本目录名称", "主项名称", "子项名称", "task_name"];
        Type may "事项类型" ["类型", "权力类型", "task_type"];
        Basis may "设定依据" ["法律依据", "设定和实施依据", "by_law"];
        Level may "行使层级" ["实施层级", "层级", "use_level"];
        Department may "主管部门" ["业务指导部门", "中央业务指导部门", "行业主管部门"];
        Organ may "实施机关" ["实施主体"];
        State may "事项状态" ["状态", "目录状态", "task_state"];
        Area may "适用地区" ["地区", "适用范围"];
        Remark may "备注" ["说明"];
    }
    /// List of administrative licences.
    Licence "licence" "行政许可事项清单" "List of licences" ["行政许可事项清单", "行政许可清单", "许可事项清单"] {
        Code may "基本编码" ["事项基本编码", "事项编码", "编码", "实施编码", "catalog_code"];
        Name must "许可事项名称" ["事项名称", "行政许可事项名称", "名称", "子项名称", "许可事项", "task_name"];
        Basis may "设定和实施依据" ["设定依据", "法律依据", "设定实施依据", "by_law"];
        Level may "行使层级" ["实施层级", "层级", "审批层级", "use_level"];
        Department may "主管部门" ["中央主管部门", "省级主管部门", "自治区主管部门", "市级主管部门", "县级主管部门", "行业主管部门"];
        Organ may "实施机关" ["实施主体", "审批部门"];
        Area may "适用地区" ["地区", "适用范围"];
        Remark may "备注" ["说明"];
    }
    /// List of intermediary services that may be a condition of approval.
    Intermediary "intermediary" "中介服务保留清单" "List of intermediary services" ["中介服务"] {
        Name must "中介服务事项名称" ["中介服务名称", "中介服务事项", "中介服务项目名称", "中介服务项目", "事项名称", "名称"];
        Item may "涉及的审批事项名称" ["涉及的审批事项项目名称", "涉及的行政审批事项", "涉及审批事项", "对应审批事项", "对应的审批事项", "审批事项名称"];
        Code may "审批事项基本编码" ["基本编码", "catalog_code"];
        Department may "审批部门" ["主管部门", "行业主管部门"];
        Basis may "中介服务设定依据" ["设定依据", "依据", "法律依据"];
        Organ may "中介服务实施机构" ["中介服务机构", "实施机构", "服务机构"];
        Area may "适用地区" ["地区", "适用范围"];
        Remark may "备注" ["说明", "处理决定"];
    }
    /// Reform list of 证照分离.
    Reform "reform" "“证照分离”改革清单" "Reform list of certificates" ["证照分离", "涉企经营许可事项"] {
        Code may "基本编码" ["事项基本编码", "编码", "catalog_code"];
        Name must "改革事项" ["改革事项名称", "涉企经营许可事项", "涉企经营许可事项名称", "许可事项名称", "事项名称", "审批事项", "名称"];
        Licence may "许可证件名称" ["许可证件", "证件名称"];
        ReformWay may "改革方式" ["证照分离改革方式", "reform_way"];
        WayAbolish may "直接取消审批" ["取消审批", "改革方式直接取消审批", "改革方式取消审批"];
        WayFile may "审批改为备案" ["改为备案", "改革方式审批改为备案"];
        WayCommit may "实行告知承诺" ["告知承诺", "改革方式实行告知承诺", "改革方式告知承诺"];
        WayImprove may "优化审批服务" ["优化服务", "改革方式优化审批服务"];
        Basis may "设定依据" ["法律依据"];
        Level may "审批层级" ["行使层级", "层级"];
        Department may "主管部门" ["中央主管部门", "行业主管部门"];
        Organ may "审批层级和部门" ["实施机关", "审批部门"];
        Area may "适用地区" ["地区", "适用范围", "改革范围"];
        Remark may "备注" ["说明"];
    }
    /// List of services that cross provinces.
    CrossProvince "cross-province" "“跨省通办”清单" "List of cross-province services" ["跨省通办"] {
        Code may "基本编码" ["事项基本编码", "编码", "catalog_code"];
        Name must "通办事项名称" ["跨省通办事项名称", "跨省通办事项", "高频政务服务事项", "事项名称", "名称"];
        Mode may "业务模式" ["办理模式", "通办模式", "通办方式", "办理方式", "办理形式"];
        Item may "应用场景" ["场景", "事项说明"];
        Level may "行使层级" ["层级"];
        Department may "牵头单位" ["责任单位", "牵头部门", "主管部门"];
        Organ may "配合单位" [];
        Area may "适用地区" ["地区", "适用范围"];
        Remark may "备注" ["说明", "完成时间", "完成时限"];
    }
    /// List of powers and duties.
    Powers "powers" "权责清单" "List of powers and duties" ["权责清单", "权力清单", "权力和责任清单"] {
        Code may "基本编码" ["事项基本编码", "权力编码", "职权编码", "事项编码", "编码", "实施编码", "catalog_code"];
        Name must "职权名称" ["权力名称", "权责事项名称", "权责事项", "权力事项名称", "行政职权名称", "事项名称", "名称"];
        Type may "职权类别" ["权力类别", "权力类型", "职权类型", "事项类型", "类别", "类型"];
        Basis may "实施依据" ["设定依据", "法律依据", "依据"];
        Level may "行使层级" ["实施层级", "层级"];
        Department may "主管部门" ["行业主管部门"];
        Organ may "实施主体" ["行使主体", "责任主体", "实施机关", "责任部门"];
        State may "职权状态" ["事项状态", "状态"];
        Area may "适用地区" ["地区", "适用范围"];
        Remark may "备注" ["说明", "责任事项", "追责情形", "追责依据"];
    }
    /// List of items abolished or handed down.
    Abolished "abolished" "取消下放事项清单" "List of abolished items" ["取消", "下放"] {
        Code may "基本编码" ["事项基本编码", "编码", "catalog_code"];
        Name must "事项名称" ["项目名称", "取消事项名称", "审批项目名称", "许可事项名称", "名称"];
        Handling may "处理决定" ["调整方式", "处理意见", "调整意见", "决定内容"];
        Document may "决定文号" ["文号", "文件依据", "取消依据", "调整依据", "决定依据"];
        Date may "决定日期" ["取消日期", "生效日期", "调整日期", "取消时间"];
        Successor may "下放后实施机关" ["承接单位", "承接部门", "下放后审批部门", "调整后实施机关"];
        Level may "原行使层级" ["行使层级", "层级"];
        Department may "主管部门" ["审批部门", "原实施机关", "行业主管部门", "实施机关"];
        Basis may "设定依据" ["法律依据"];
        Area may "适用地区" ["地区", "适用范围"];
        Remark may "备注" ["说明", "加强事中事后监管措施", "后续监管措施"];
    }
    /// List of proofs that may be demanded.
    Proof "proof" "证明事项清单" "List of proofs" ["证明事项"] {
        Name must "证明事项名称" ["证明名称", "证明材料名称", "证明事项"];
        Item may "涉及的事项名称" ["对应事项名称", "索要事项", "证明用途", "办理事项名称", "对应的政务服务事项"];
        Code may "事项基本编码" ["基本编码", "catalog_code"];
        Basis may "设定依据" ["法律依据", "依据"];
        Issuer may "开具单位" ["证明开具单位", "出具单位"];
        Demander may "索要单位" ["证明索要单位", "要求提供证明的单位"];
        Area may "适用地区" ["地区", "适用范围"];
        Remark may "备注" ["说明", "办事指南", "开具证明办事指南"];
    }
}

impl Kind {
    /// Everything known of the kind.
    pub fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }

    /// Identifier, as on the command line.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// Name shown to people.
    pub fn name(self) -> Label {
        self.spec().name
    }

    /// The kind of this identifier or Chinese name.
    pub fn find(name: &str) -> Option<Self> {
        let wanted = name.trim();
        SPECS
            .iter()
            .find(|spec| spec.id == wanted || spec.name.zh == wanted)
            .map(|spec| spec.kind)
    }

    /// All kinds for a sentence: `catalogue（基本目录）、…`, in English `catalogue (basic catalogue), …`.
    pub fn list(lang: Lang) -> String {
        let name = |spec: &Spec| match lang {
            Lang::ZhCn => format!("{}（{}）", spec.id, spec.name.zh),
            Lang::En => format!("{} ({})", spec.id, spec.name.en),
        };
        let named: Vec<String> = SPECS.iter().map(name).collect();
        named.join(Label::new("、", ", ").get(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Kind};
    use crate::mapping::title::Title;

    #[test]
    fn identifiers_are_those_of_the_contract() {
        for kind in Kind::ALL {
            let json = serde_json::to_string(kind).expect("serialises");
            assert_eq!(json, format!("\"{}\"", kind.id()));
            assert_eq!(Kind::find(kind.id()), Some(*kind));
            assert_eq!(Kind::find(kind.name().zh), Some(*kind));
        }
        assert_eq!(Kind::find("none"), None);
    }

    #[test]
    fn within_a_kind_a_title_means_one_field() {
        for kind in Kind::ALL {
            let mut seen = std::collections::BTreeMap::new();
            let columns = kind.spec().columns;
            for column in columns {
                for title in std::iter::once(&column.title).chain(column.titles) {
                    let known = seen.insert(Title::of(title).text, column.field);
                    assert!(known.is_none(), "{}: “{title}” stands twice", kind.id());
                }
            }
            assert!(
                columns
                    .iter()
                    .any(|column| column.field == Field::Name && column.required)
            );
        }
    }
}
