//! Rank of a document in the order of law, from the table, its number and its title. Certain or [`Rank::Unknown`].

use super::Laws;
use crate::division::Division;
use crate::text::citation::{DocumentNumber, NumberKind};
use time::Date;

/// Rank, from high to low. [`Rank::Charter`] and later ones are no law at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// 法律.
    Law,
    /// 行政法规.
    AdministrativeRegulation,
    /// 国务院决定: may set licences (行政许可法 art. 14).
    StateCouncilDecision,
    /// 地方性法规, also 自治条例 and 单行条例.
    LocalRegulation,
    /// 部门规章.
    DepartmentRule,
    /// 地方政府规章.
    LocalRule,
    /// 规范性文件.
    NormativeDocument,
    /// 章程 of an organisation.
    Charter,
    /// National, trade or local standard.
    Standard,
    /// Not certain.
    Unknown,
}

/// Names that titles of provinces' laws begin with. Guangxi's cities and counties come from the table of divisions.
#[rustfmt::skip] // one name per line would be a page of its own
const PROVINCES: [&str; 31] = [
    "北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省", "浙江省",
    "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "广西壮族自治区", "海南省", "重庆市",
    "四川省", "贵州省", "云南省", "西藏自治区", "陕西省", "甘肃省", "青海省", "宁夏回族自治区", "新疆维吾尔自治区",
];

/// From this year on rules are promulgated by order only (规章制定程序条例, in force 2002-01-01), so that a number with
/// a year in brackets marks a normative document.
const RULES_BY_ORDER_SINCE: u32 = 2002;

impl Rank {
    const ALL: [(Self, &'static str); 10] = [
        (Self::Law, "law"),
        (Self::AdministrativeRegulation, "administrative-regulation"),
        (Self::StateCouncilDecision, "state-council-decision"),
        (Self::LocalRegulation, "local-regulation"),
        (Self::DepartmentRule, "department-rule"),
        (Self::LocalRule, "local-rule"),
        (Self::NormativeDocument, "normative-document"),
        (Self::Charter, "charter"),
        (Self::Standard, "standard"),
        (Self::Unknown, "unknown"),
    ];

    /// Identifier in files.
    pub fn id(self) -> &'static str {
        let known = Self::ALL.iter().find(|(rank, _)| *rank == self);
        known.map_or("unknown", |(_, id)| id)
    }

    /// The rank with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == id)
            .map(|(rank, _)| *rank)
    }
}

impl Laws {
    /// The rank of a document cited as `title` (may be empty) with its number, if it has one.
    pub fn rank(&self, title: &str, number: Option<&DocumentNumber<'_>>) -> Rank {
        let title = title
            .trim()
            .trim_start_matches('《')
            .trim_end_matches('》')
            .trim();
        // All versions of a title have one rank: the day does not matter.
        if let Some(law) = self.lookup(title, None, Date::MAX).law() {
            let known = law.rank();
            if known != Rank::Unknown {
                return known;
            }
        }
        if let Some(rank) = by_title_alone(title) {
            return rank;
        }
        number.map_or(Rank::Unknown, |number| by_number(title, number))
    }
}

/// Titles that tell the rank whatever the number is.
fn by_title_alone(title: &str) -> Option<Rank> {
    let head = title.split(['<', '〈', '《']).next().unwrap_or_default();
    if title.starts_with("国务院") && title.ends_with("决定") {
        let amends = title.contains("修改") || title.contains("废止");
        return Some(if amends {
            Rank::AdministrativeRegulation
        } else {
            Rank::StateCouncilDecision
        });
    }
    if title.starts_with("全国人民代表大会") && title.ends_with("决定") {
        return Some(Rank::Law);
    }
    if title.ends_with("章程") {
        return Some(Rank::Charter);
    }
    // Only laws, administrative and local regulations may be called 条例; one with a place's name is local.
    if title.ends_with("条例") && starts_with_place(head) {
        return Some(Rank::LocalRegulation);
    }
    // Notices, opinions and letters are no rules, whoever issues them.
    let plain = [
        "的通知",
        "的意见",
        "的函",
        "的复函",
        "的批复",
        "的指导意见",
        "的实施意见",
    ];
    let highest = title.starts_with("国务院") || title.starts_with("全国");
    (!highest && plain.iter().any(|end| title.ends_with(end)) && !promulgates(title))
        .then_some(Rank::NormativeDocument)
}

/// A notice that issues another text (关于印发〈办法〉的通知) may carry an old rule within it.
fn promulgates(title: &str) -> bool {
    ["发布", "颁布", "公布", "印发"]
        .iter()
        .any(|word| title.contains(word))
}

/// `安徽省…`, `南宁市…`, `广西壮族自治区…`. Cities of other provinces are not recognised, which leaves them unknown.
fn starts_with_place(title: &str) -> bool {
    PROVINCES.iter().any(|name| title.starts_with(name))
        || Division::names_in(title)
            .next()
            .is_some_and(|(range, place)| range.start == 0 && title.starts_with(place.name()))
}

fn by_number(title: &str, number: &DocumentNumber<'_>) -> Rank {
    let issuer = number.issuer;
    // 国发 and 国务院令 number decisions, regulations and notices alike: only the title tells them apart.
    if title.is_empty() && matches!(issuer, "国发" | "国务院") {
        return Rank::Unknown;
    }
    match number.kind {
        NumberKind::Order => by_order(issuer),
        NumberKind::Announcement if issuer.contains("人民代表大会") || issuer.contains("人大") => {
            if issuer.starts_with("全国") {
                Rank::Unknown
            } else {
                Rank::LocalRegulation
            }
        }
        NumberKind::Announcement => Rank::Unknown,
        NumberKind::Document => by_document(title, issuer, number.year.unwrap_or_default()),
    }
}

fn by_order(issuer: &str) -> Rank {
    let ends = |words: &[&str]| words.iter().any(|word| issuer.ends_with(word));
    if issuer.ends_with("主席") {
        Rank::Law
    } else if ends(&["国务院"]) {
        Rank::AdministrativeRegulation
    } else if ends(&["人民政府", "省政府", "市政府", "自治区政府"]) {
        Rank::LocalRule
    } else if is_national_department(issuer) {
        Rank::DepartmentRule
    } else {
        Rank::Unknown
    }
}

/// Only ministries and bodies that say they are the state's; departments of provinces and cities make no rules.
fn is_national_department(issuer: &str) -> bool {
    let place = ["省", "自治区", "市", "县", "区"]
        .iter()
        .any(|word| issuer.replace("市场", "").contains(word));
    let ministry = ["部", "总局", "署"].iter().any(|word| issuer.ends_with(word));
    let national = ["国家", "中国人民银行", "中国证", "中国银", "中国保"]
        .iter()
        .any(|word| issuer.starts_with(word));
    (ministry || national) && !place && !issuer.contains("军") && !issuer.ends_with("政治部")
}

fn by_document(title: &str, issuer: &str, year: u32) -> Rank {
    let no_office = [
        "人大", "人常", "常发", "法释", "高检", "中办", "中发", "厅字", "法发",
    ];
    if year < RULES_BY_ORDER_SINCE || no_office.iter().any(|word| issuer.contains(word)) {
        return Rank::Unknown;
    }
    // A title of a law with the number of a notice is odd; it is not for the machine to say what it is.
    if ["法", "条例"].iter().any(|end| title.ends_with(end)) && !title.ends_with("办法") {
        return Rank::Unknown;
    }
    Rank::NormativeDocument
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::citation::{citations_in, numbers_in};
    use proptest::prelude::*;

    fn rank(title: &str, number: Option<&DocumentNumber<'_>>) -> Rank {
        Laws::builtin().rank(title, number)
    }

    fn ranks(text: &str) -> Vec<Rank> {
        citations_in(text)
            .iter()
            .map(|c| rank(c.title, c.number.as_ref()))
            .collect()
    }

    #[test]
    fn ranks_of_cited_documents() {
        for (text, expected) in [
            ("《中华人民共和国土地管理法》第十六条", Rank::Law),
            (
                "《公共文化体育设施条例》（国务院令第382号）",
                Rank::AdministrativeRegulation,
            ),
            (
                "《某某管理条例》（国务院令第999号）",
                Rank::AdministrativeRegulation,
            ),
            (
                "《国务院关于加强节能工作的决定》(国发[2006]28号)",
                Rank::StateCouncilDecision,
            ),
            (
                "《国务院对确需保留的行政审批项目设定行政许可的决定》（国务院令第412号）",
                Rank::StateCouncilDecision,
            ),
            ("《安徽省消防条例》第八条", Rank::LocalRegulation),
            ("《广西壮族自治区物业管理条例》", Rank::LocalRegulation),
            ("《南宁市停车场管理条例》", Rank::LocalRegulation),
            (
                "《土地权属争议调查处理办法》(国土资源部令第17号)",
                Rank::DepartmentRule,
            ),
            ("《取水许可管理办法》（水利部令第34号）", Rank::DepartmentRule),
            ("《机动车登记规定》", Rank::DepartmentRule),
            (
                "《固定资产投资项目节能办法》(2016年国家发改委令第44号)",
                Rank::DepartmentRule,
            ),
            (
                "《广西壮族自治区某办法》（广西壮族自治区人民政府令第10号）",
                Rank::LocalRule,
            ),
            ("鲁残联发〔2018〕21号", Rank::NormativeDocument),
            (
                "《国务院关于全面建立残疾人补贴制度的意见》（国发〔2015〕52号）",
                Rank::NormativeDocument,
            ),
            ("《中国残疾人联合会章程》第十条", Rank::Charter),
            (
                "《全国人民代表大会常务委员会关于修改<中华人民共和国节约能源法>等六部法律的决定》",
                Rank::Law,
            ),
        ] {
            assert_eq!(ranks(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_unknown() {
        for text in [
            "《全民健身法》",
            "《四川省取水许可和水资源费征收管理办法》第二十七条",
            "《固定资产投资项目节能审查办法》",
            "《城市供水条例》实施细则〔1994〕1号",
            "《劳动合同违约补偿办法》（劳部发〔1994〕481号）",
            "《关于职工全年月平均工作时间和工资折算办法》",
        ] {
            assert!(
                ranks(text)
                    .iter()
                    .all(|rank| matches!(rank, Rank::Unknown | Rank::AdministrativeRegulation)),
                "{text}"
            );
        }
        assert_eq!(rank("城市某某条例", None), Rank::Unknown);
        assert_eq!(
            ranks("国发〔2006〕28号、国务院令第412号"),
            [Rank::Unknown, Rank::Unknown]
        );
        assert_eq!(rank("", None), Rank::Unknown);
    }

    proptest! {
        #[test]
        fn total(title in any::<String>(), text in "[国务院令发部第〔〕2018号]{0,20}") {
            let _ = rank(&title, None);
            for number in numbers_in(&text) {
                let _ = rank(&title, Some(&number));
            }
        }
    }
}
