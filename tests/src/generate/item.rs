//! Makes one item in good order: every value is one that an honest list would hold.

use super::Generated;
use super::fill::fill;
use super::random::Random;
use super::template::Template;
use super::unit::{Unit, unit, units};
use shared::element::{Element, Part};
use std::collections::BTreeMap;

/// Situations that handling items are made for.
const SITUATIONS: [&str; 8] = [
    "新办",
    "变更",
    "延续",
    "补办",
    "注销",
    "变更法定代表人",
    "变更住所",
    "换证",
];

/// Area codes of telephones by city code.
const AREA_CODES: [(&str, &str); 14] = [
    ("450100", "0771"),
    ("450200", "0772"),
    ("450300", "0773"),
    ("450400", "0774"),
    ("450500", "0779"),
    ("450600", "0770"),
    ("450700", "0777"),
    ("450800", "0775"),
    ("450900", "0775"),
    ("451000", "0776"),
    ("451100", "0774"),
    ("451200", "0778"),
    ("451300", "0772"),
    ("451400", "0771"),
];

pub(super) struct Maker<'t> {
    templates: &'t [Template],
}

impl<'t> Maker<'t> {
    pub(super) fn new(templates: &'t [Template]) -> Self {
        Self { templates }
    }

    /// Item number `index`: templates in turn, each over all its units, then its handling items.
    pub(super) fn make(&mut self, index: usize, full: bool, random: &mut Random) -> Generated {
        let template = &self.templates[index % self.templates.len()];
        let turn = index / self.templates.len();
        let total: usize = template.levels.iter().map(|level| units(level)).sum();
        // 7919 is prime and no divisor of any number of units, so each turn of a round meets another unit.
        let (round, mut n) = (
            turn / total,
            (turn % total * 7919 + index % self.templates.len()) % total,
        );
        let levels = &template.levels;
        let mut level = &levels[levels.len() - 1];
        for candidate in levels {
            let known = units(candidate);
            if n < known {
                level = candidate;
                break;
            }
            n -= known;
        }
        let unit = unit(level, &template.department, n);
        let mut item = Generated::default();
        identity(&mut item, template, &unit, round);
        service(&mut item, template, &unit, random);
        contact(&mut item, &unit, random);
        materials(&mut item, template);
        if full {
            fill(&mut item, template, &unit);
        }
        item
    }
}

fn identity(item: &mut Generated, template: &Template, unit: &Unit, round: usize) {
    let area = "00";
    let catalog = format!(
        "{area}{}{}{}{:03}",
        template.r#type,
        template.central,
        template.serial,
        round / 99
    );
    let task = format!("{}{}{catalog}", unit.code, unit.level);
    let name = match round {
        0 => template.name.clone(),
        _ => format!(
            "{}（{}）",
            template.name.trim_end_matches("（新办）"),
            SITUATIONS[(round - 1) % SITUATIONS.len()]
        ),
    };
    item.set(Element::TaskName, name);
    item.set(Element::CatalogCode, catalog);
    item.set(Element::TaskCode, task.clone());
    if round > 0 {
        item.set(
            Element::HandleItemCode,
            format!("{task}{:02}", (round - 1) % 99 + 1),
        );
    }
    item.set(Element::TaskType, &template.r#type);
    item.set(Element::UseLevel, unit.level);
    item.set(Element::AreaCode, &unit.area);
    if template.r#type != "20" {
        item.set(Element::ItemSource, "1");
    }
    item.set(Element::DeptName, &unit.name);
    item.set(Element::DeptCode, &unit.code);
    item.set(Element::DeptType, "1");
    if let Some((name, code)) = &unit.town {
        item.set(Element::TownName, name);
        item.set(Element::TownCode, code);
    }
    if let Some((name, code)) = &unit.village {
        item.set(Element::VillageName, name);
        item.set(Element::VillageCode, code);
    }
    item.set(Element::TaskState, "1");
    item.set(Element::TaskVersion, (round % 20 + 1).to_string());
    let law = [
        (Element::LawName, format!("《{}》", template.law)),
        (Element::LawNumber, format!("（{}）", template.law_number)),
        (Element::LawClause, template.article.clone()),
        (Element::LawContent, template.content.clone()),
    ];
    item.entries.push((Part::Law, law.into()));
}

fn service(item: &mut Generated, template: &Template, unit: &Unit, random: &mut Random) {
    let conditions = template.conditions.iter().enumerate();
    let conditions: Vec<String> = conditions
        .map(|(n, text)| format!("{}.{text}；", n + 1))
        .collect();
    item.set(
        Element::AcceptCondition,
        format!(
            "申请人应当具备下列条件：\n{}",
            conditions.join("\n").trim_end_matches('；').to_owned() + "。"
        ),
    );
    item.set(Element::AnticipateDay, template.days.to_string());
    item.set(Element::AnticipateType, "1");
    let promise = (u64::from(template.days) * (30 + random.below(40)) / 100).max(1);
    item.set(Element::PromiseDay, promise.to_string());
    item.set(Element::PromiseType, "1");
    item.set(Element::ProjectType, "2");
    item.set(Element::ServeType, &template.clients);
    let express = random.percent(50);
    item.set(Element::HandleType, if express { "1,2,3" } else { "1,2" });
    item.set(Element::IsExpress, if express { "1" } else { "0" });
    item.set(Element::HandleFlow, "申请→受理→审查→决定→送达");
    item.set(Element::FlowChart, "办理流程图.png");
    item.set(Element::IsFee, "0");
    let visits = random.below(2);
    item.set(Element::SceneNumber, visits.to_string());
    if visits > 0 {
        item.set(Element::SceneReason, "须当面核验申请材料原件");
    }
    item.set(Element::IsOnline, "1");
    item.set(Element::OnlineDepth, "4,5,6");
    item.set(
        Element::OnlineAddress,
        format!(
            "https://zwfw.gxzf.gov.cn/eportal/item?taskCode={}",
            item.get(Element::TaskCode)
        ),
    );
    item.set(
        Element::HandleArea,
        match unit.level {
            "2" => "2",
            "3" => "3",
            "4" => "4",
            "5" => "5",
            _ => "6",
        },
    );
    item.set(Element::IsEntryCenter, "1");
    item.set(Element::IsPayOnline, "0");
    item.set(Element::IsIntermediary, "0");
    item.set(Element::ResultName, &template.result);
    item.set(Element::ResultType, &template.result_type);
    item.set(Element::ResultSample, "结果样本.pdf");
    if template.clients.split(',').any(|client| client == "1") {
        item.set(
            Element::NaturalTheme,
            if template.natural_theme.is_empty() {
                "999"
            } else {
                &template.natural_theme
            },
        );
    }
    if template.clients.split(',').any(|client| client != "1") {
        item.set(
            Element::LegalTheme,
            if template.legal_theme.is_empty() {
                "999"
            } else {
                &template.legal_theme
            },
        );
    }
    let question = [
        (
            Element::Question,
            format!("办理“{}”需要多长时间？", template.name),
        ),
        (Element::Answer, format!("自受理之日起{promise}个工作日内办结。")),
    ];
    item.entries.push((Part::Question, question.into()));
}

fn contact(item: &mut Generated, unit: &Unit, random: &mut Random) {
    let area = AREA_CODES
        .iter()
        .find(|(city, _)| *city == unit.city.code())
        .map_or("0771", |(_, area)| area);
    let number = 2_000_000 + random.below(6_000_000);
    item.set(Element::LinkWay, format!("{area}-{number}"));
    item.set(Element::SuperviseWay, format!("{area}-{}", number + 1));
    let door = random.below(200) + 1;
    let counter = random.below(30) + 1;
    let place = match (&unit.town, &unit.village) {
        (Some((town, _)), Some((village, _))) => {
            format!("{}{town}{village}村委会便民服务站1号窗口", unit.place)
        }
        (Some((town, _)), None) => format!("{}{town}政府路{door}号便民服务中心{counter}号窗口", unit.place),
        _ => format!("{}民族大道{door}号政务服务中心二楼{counter}号窗口", unit.place),
    };
    item.set(Element::TransactAddress, place);
    item.set(
        Element::TransactTime,
        "工作日：上午9:00-12:00，下午13:00-17:00（法定节假日除外）",
    );
}

fn materials(item: &mut Generated, template: &Template) {
    let key = match item.get(Element::HandleItemCode) {
        "" => item.get(Element::TaskCode).to_owned(),
        code => code.to_owned(),
    };
    for (n, material) in template.materials.iter().enumerate() {
        let copy = material.name.ends_with("复印件");
        let mut row: BTreeMap<Element, String> = [
            (Element::MaterialName, material.name.clone()),
            (Element::MaterialCode, format!("{key}{:03}", n + 1)),
            (Element::MaterialType, if copy { "2" } else { "1" }.into()),
            (Element::MaterialForm, "1".into()),
            (Element::MaterialNeed, "1".into()),
            (Element::MaterialSource, "10".into()),
            (Element::MaterialSourceExplain, "申请人自备".into()),
            (Element::OriginalAmount, if copy { "0" } else { "1" }.into()),
            (Element::CopyAmount, if copy { "1" } else { "0" }.into()),
            (Element::PaperAmount, "1".into()),
            (Element::PaperFormat, "A4".into()),
            (
                Element::MaterialLaw,
                format!("《{}》{}", template.law, template.article),
            ),
            (
                Element::AcceptStand,
                format!("{}内容完整，与原件一致，签章齐全", material.name),
            ),
            (Element::FillExplain, "用黑色签字笔填写，字迹清楚".into()),
            (Element::SignAsk, "申请人签字或者加盖公章".into()),
            (Element::MaterialOrder, (n + 1).to_string()),
        ]
        .into();
        if material.form {
            row.insert(Element::BlankForm, format!("{}（空表）.docx", material.name));
            row.insert(Element::ExampleForm, format!("{}（样表）.docx", material.name));
        }
        item.entries.push((Part::Material, row));
    }
}
