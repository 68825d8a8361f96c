//! Telephone numbers in texts, with what is wrong with them.

mod extension;
mod find;
mod mend;

pub use find::phones_in;
pub use mend::{area_before, unglued};

use std::ops::Range;

/// Area codes of Guangxi: code and the cities (four digits of the division code) that use it.
const GUANGXI_AREAS: [(&str, &[&str]); 10] = [
    ("0770", &["4506"]),
    ("0771", &["4501", "4514"]),
    ("0772", &["4502", "4513"]),
    ("0773", &["4503"]),
    ("0774", &["4504", "4511"]),
    ("0775", &["4509", "4508"]),
    ("0776", &["4510"]),
    ("0777", &["4507"]),
    ("0778", &["4512"]),
    ("0779", &["4505"]),
];

/// Area code of a division of Guangxi (a code of 4 to 12 digits); `None` outside Guangxi or for the region itself.
pub fn area_of(division_code: &str) -> Option<&'static str> {
    let city = division_code.get(..4)?;
    GUANGXI_AREAS
        .iter()
        .find(|(_, cities)| cities.contains(&city))
        .map(|(area, _)| *area)
}

/// Whether the area code is one of Guangxi's.
pub fn is_guangxi_area(area: &str) -> bool {
    GUANGXI_AREAS.iter().any(|(code, _)| *code == area)
}

/// Why a number is badly written, although it is clear that a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Malformed {
    /// `0770--6189633`.
    DoubleHyphen,
    /// `0777—6428820`: a Chinese dash or another sign that cannot be dialled stands for the hyphen.
    ForeignDash,
    /// `0777642882007776428880`: two numbers without anything between them.
    Glued,
    /// Too many or too few digits for any number.
    Length,
    /// Begins with 0 but has no area code of China.
    Area,
    /// `O777-6428820`: the letter O stands for 0.
    Letter,
}

/// What a number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Landline with its area code.
    Landline {
        /// `0777`.
        area: String,
        /// `6428820`.
        number: String,
        /// `8012`; `1、3` where a remark names several.
        extension: Option<String>,
    },
    /// Landline without an area code (7 or 8 digits).
    NoArea {
        /// `86957133`.
        number: String,
        /// As above.
        extension: Option<String>,
    },
    /// Mobile number, 11 digits.
    Mobile(String),
    /// Number of a service: `12345`, `114`, `95588`, `400-…`.
    Service(String),
    /// Digits that are meant to be a number, but are not. Also where the sign between area and number is wrong.
    Malformed {
        /// What is wrong.
        why: Malformed,
        /// The number in its normal form where it is clear which one is meant.
        meant: Option<String>,
    },
}

/// A number found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

impl Phone {
    /// The number in one form: `0777-6428820`, `0777-6428820-8012`, `13707770000`, `12345`. `None` if it is not clear.
    pub fn normal_form(&self) -> Option<String> {
        let with_extension = |number: String, extension: &Option<String>| match extension {
            Some(extension) => format!("{number}-{extension}"),
            None => number,
        };
        match &self.kind {
            Kind::Landline {
                area,
                number,
                extension,
            } => Some(with_extension(format!("{area}-{number}"), extension)),
            Kind::NoArea { number, extension } => Some(with_extension(number.clone(), extension)),
            Kind::Mobile(number) | Kind::Service(number) => Some(number.clone()),
            Kind::Malformed { meant, .. } => meant.clone(),
        }
    }
}

/// The numbers of somebody's own telephones in a text, each in its normal form: landlines and mobiles, no services. One
/// with several extensions is left out, for nobody can say which is meant.
pub fn own_numbers(text: &str) -> Vec<String> {
    let phones = phones_in(text).into_iter();
    let own = phones.filter(|phone| match &phone.kind {
        Kind::Landline { extension, .. } => !extension
            .as_ref()
            .is_some_and(|extension| extension.contains('、')),
        Kind::Mobile(_) => true,
        _ => false,
    });
    own.filter_map(|phone| phone.normal_form()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn landline(area: &str, number: &str) -> Kind {
        Kind::Landline {
            area: area.to_owned(),
            number: number.to_owned(),
            extension: None,
        }
    }

    fn kinds(text: &str) -> Vec<Kind> {
        phones_in(text).into_iter().map(|phone| phone.kind).collect()
    }

    #[test]
    fn numbers_as_written() {
        let cases = [
            ("0777-6428820", vec![landline("0777", "6428820")]),
            ("07776428820", vec![landline("0777", "6428820")]),
            ("（0777）6428820", vec![landline("0777", "6428820")]),
            ("0777 6428820", vec![landline("0777", "6428820")]),
            ("０７７７-６４２８８２０", vec![landline("0777", "6428820")]),
            ("021-62345678", vec![landline("021", "62345678")]),
            (
                "0564-7350206, 0564-7643101",
                vec![landline("0564", "7350206"), landline("0564", "7643101")],
            ),
            ("县残联0564-7067169", vec![landline("0564", "7067169")]),
            (
                "电话咨询：023-67700472；现场咨询地址：重庆市江北区寸滩街道金港新区19号区政务服务中心二楼14-22号综合服务窗口",
                vec![landline("023", "67700472")],
            ),
            (
                "http://qzls.zwfw.gxzf.gov.cn/ 查询电话：0777-6428913",
                vec![landline("0777", "6428913")],
            ),
            (
                "86957133",
                vec![Kind::NoArea {
                    number: "86957133".to_owned(),
                    extension: None,
                }],
            ),
            ("13707770000", vec![Kind::Mobile("13707770000".to_owned())]),
            ("12345", vec![Kind::Service("12345".to_owned())]),
            (
                "114；400-8123456",
                vec![
                    Kind::Service("114".to_owned()),
                    Kind::Service("4008123456".to_owned()),
                ],
            ),
            ("龙口镇木华黎社区288号110室；防城港路250号；公交101路", vec![]),
            (
                "2018-2026年；2018-2026，2018-08-23发布，20180823，邮编100080，收费12000元",
                vec![],
            ),
            ("无", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }

    #[test]
    fn extensions() {
        let texts = [
            "0777-6428820转8012",
            "0777-6428820-8012",
            "（0777）6428820 转 8012",
            "0777-6428820（分机8012）",
        ];
        for text in texts {
            let phones = phones_in(text);
            assert_eq!(phones.len(), 1, "{text}");
            assert_eq!(
                phones[0].normal_form().as_deref(),
                Some("0777-6428820-8012"),
                "{text}"
            );
        }
    }

    #[test]
    fn several_extensions_are_nobodys() {
        assert_eq!(
            own_numbers("0777-6428820（咨询转1，投诉转3）；0777-6428880"),
            ["0777-6428880"]
        );
        assert_eq!(own_numbers("0777-6428820（转1咨询）"), ["0777-6428820-1"]);
    }

    #[test]
    fn the_letter_o_is_no_digit() {
        for text in ["O777-6428820", "o7776428820", "0777-642882O"] {
            let phones = phones_in(text);
            assert!(
                matches!(
                    phones[0].kind,
                    Kind::Malformed {
                        why: Malformed::Letter,
                        ..
                    }
                ),
                "{text}: {phones:?}"
            );
            assert_eq!(phones[0].range, 0..text.len());
        }
        // Part of a word, or of something else.
        for text in ["PHOTO777-6428820", "O7", "room O12"] {
            assert!(kinds(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn badly_written_numbers_say_why() {
        for (text, why, meant) in [
            ("0777—6428820", Malformed::ForeignDash, Some("0777-6428820")),
            ("0770--6189633", Malformed::DoubleHyphen, Some("0770-6189633")),
            ("0777——6428820", Malformed::DoubleHyphen, Some("0777-6428820")),
            ("0777-64288200777-6428880", Malformed::Glued, None),
            ("1370777000013807770000", Malformed::Glued, None),
            ("0777-642882", Malformed::Length, None),
            ("0001-6428820", Malformed::Area, None),
        ] {
            let phones = phones_in(text);
            assert_eq!(phones.len(), 1, "{text}: {phones:?}");
            assert!(
                matches!(phones[0].kind, Kind::Malformed { why: found, .. } if found == why),
                "{text}: {phones:?}"
            );
            assert_eq!(phones[0].normal_form().as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn ranges_and_areas() {
        let text = "咨询：0777-6428820。";
        let phone = &phones_in(text)[0];
        assert_eq!(&text[phone.range.clone()], "0777-6428820");
        assert_eq!(area_of("450721"), Some("0777"));
        assert_eq!(area_of("450100000000"), Some("0771"));
        assert_eq!(area_of("450000"), None);
        assert!(is_guangxi_area("0779") && !is_guangxi_area("0780"));
        assert!(
            crate::division::Division::all()
                .iter()
                .all(|d| d.code() == "450000" || area_of(d.code()).is_some())
        );
    }

    proptest! {
        #[test]
        fn every_landline_of_guangxi_is_read(area in "077[0-9]", number in "[2-8][0-9]{6}", sign in "(-|| )") {
            let expected = vec![landline(&area, &number)];
            let text = format!("{area}{sign}{number}");
            prop_assert_eq!(kinds(&text), expected);
        }

        #[test]
        fn plain_landlines_are_read_as_in_running_text(text in "0[0-9]{1,4}-[0-9]{6,9}") {
            let alone = phones_in(&text);
            let in_text: Vec<Phone> = phones_in(&format!("电话{text}"))
                .into_iter()
                .map(|phone| Phone { range: phone.range.start - 6..phone.range.end - 6, ..phone })
                .collect();
            prop_assert_eq!(alone, in_text);
        }

        #[test]
        fn total(text in any::<String>(), likely in "[0-9０１转（）() —-]{0,40}") {
            for text in [&text, &likely] {
                for phone in phones_in(text) {
                    prop_assert!(text.get(phone.range.clone()).is_some_and(|t| !t.is_empty()));
                    let _ = phone.normal_form();
                }
            }
        }
    }
}
