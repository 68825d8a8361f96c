//! What platforms hold beyond a list's usual columns, as much of it as real items of the 桂通办 interface have.

use super::Generated;
use super::template::Template;
use super::unit::Unit;
use shared::element::{Element, Part};

/// The long texts of the platform (powers, review standard, remedies), and rows of its sub-lists.
pub(super) fn fill(item: &mut Generated, template: &Template, unit: &Unit) {
    item.set(
        Element::ExerciseContent,
        format!(
            "{}范围内{}的受理、审查和决定，由{}实施。",
            unit.place, template.name, unit.name
        ),
    );
    item.set(
        Element::AuthorityDivision,
        format!(
            "《{}》{}：{}本项由{}按照管理权限实施，不收取任何费用。",
            template.law, template.article, template.content, unit.name
        ),
    );
    let points: Vec<String> = template
        .materials
        .iter()
        .enumerate()
        .map(|(n, material)| {
            format!(
                "（{}）{}：1.由申请人如实填写或者提供，不得涂改；2.所载单位名称、地址、法定代表人与申请书一致；3.在有效期内；\
                 4.需要签字或者盖章的地方签章齐全；5.属于复印件的，与原件核对一致后注明核对日期。",
                n + 1,
                material.name
            )
        })
        .collect();
    item.set(
        Element::AcceptStandard,
        format!("一、审查方式：书面审查。\n二、审查要点：\n{}", points.join("\n")),
    );
    item.set(
        Element::Reconsideration,
        "公民、法人或者其他组织认为行政行为侵犯其合法权益的，可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请。",
    );
    item.set(
        Element::Litigation,
        "公民、法人或者其他组织不服的，可以自知道或者应当知道作出行政行为之日起六个月内向人民法院提起行政诉讼。",
    );
    item.set(
        Element::AnticipateExplain,
        format!(
            "《{}》规定，自受理之日起{}个工作日。",
            template.law, template.days
        ),
    );
    item.set(Element::QueryUrl, "https://zwfw.gxzf.gov.cn/");
    item.set(Element::IsSchedule, "1");
    item.set(Element::IsHandleMachine, "0");
    item.set(Element::FourHandle, "2,4");
    laws(item, template);
    windows(item);
    letter_of_attorney(item, template);
    for row in item.rows_mut(Part::Material) {
        let name = row[&Element::MaterialName].clone();
        row.insert(
            Element::FillExplain,
            format!(
                "{name}用黑色签字笔填写或者打印，字迹清楚，不得涂改；所列单位名称、地址、联系人与证照一致；在线申请的上传彩色扫描件，\
                 每个文件不超过10兆；提交纸质件的，由申请人签字或者盖章并注明日期。"
            ),
        );
    }
    steps(item, template);
    questions(item, template, unit);
}

/// The law that every item of its kind is handled by, beside its own: from high rank to low.
fn laws(item: &mut Generated, template: &Template) {
    let licence = template.r#type == "01";
    let [name, number, clause, content] = if licence { LICENSING } else { SERVICE };
    let row = [
        (Element::LawName, name.to_owned()),
        (Element::LawNumber, number.to_owned()),
        (Element::LawClause, clause.to_owned()),
        (Element::LawContent, content.to_owned()),
    ];
    let own = item
        .entries
        .iter()
        .position(|(part, _)| *part == Part::Law)
        .unwrap_or_default();
    let own_is_law = template.law.ends_with('法') && !template.law.ends_with("办法");
    let at = if licence || !own_is_law { own } else { own + 1 };
    item.entries.insert(at, (Part::Law, row.into()));
}

const LICENSING: [&str; 4] = [
    "《中华人民共和国行政许可法》",
    "（2019年4月23日修正）",
    "第三十条",
    "行政机关应当将法律、法规、规章规定的有关行政许可的事项、依据、条件、数量、程序、期限以及需要提交的全部材料的目录和申请书示范文本等\
     在办公场所公示。申请人要求行政机关对公示内容予以说明、解释的，行政机关应当说明、解释，提供准确、可靠的信息。",
];

const SERVICE: [&str; 4] = [
    "《优化营商环境条例》",
    "（国务院令第722号）",
    "第三十五条",
    "政府及其有关部门应当推进政务服务标准化，按照减环节、减材料、减时限的要求，编制并向社会公开政务服务事项标准化工作流程和办事指南，\
     细化量化政务服务标准，压缩自由裁量权，推进同一事项实行无差别受理、同标准办理。",
];

fn windows(item: &mut Generated) {
    let place = item.get(Element::TransactAddress).to_owned();
    let counters = [
        ("综合受理窗口", place.clone()),
        ("出件窗口", format!("{place}（领取结果在同层出件窗口）")),
    ];
    for (name, address) in counters {
        let row = [
            (Element::WindowName, name.to_owned()),
            (Element::WindowAddress, address),
            (Element::WindowTime, item.get(Element::TransactTime).to_owned()),
            (Element::WindowPhone, item.get(Element::LinkWay).to_owned()),
            (
                Element::TrafficInfo,
                "可乘坐公交1路、10路到政务服务中心站下车，沿人行道往南步行约50米，过红绿灯即到；自驾的可停在中心地下停车场。".to_owned(),
            ),
        ];
        item.entries.push((Part::Window, row.into()));
    }
}

/// A material for a case of its own, as platforms list it.
fn letter_of_attorney(item: &mut Generated, template: &Template) {
    let Some(mut row) = item.rows_mut(Part::Material).last().cloned() else {
        return;
    };
    let number = template.materials.len() + 1;
    let name = "授权委托书";
    let code = row[&Element::MaterialCode].clone();
    let key = &code[..code.len() - 3];
    row.extend([
        (Element::MaterialName, name.to_owned()),
        (Element::MaterialCode, format!("{key}{number:03}")),
        (Element::MaterialOrder, number.to_string()),
        (Element::MaterialType, "1".to_owned()),
        (Element::OriginalAmount, "1".to_owned()),
        (Element::CopyAmount, "0".to_owned()),
        (Element::MaterialNeed, "2".to_owned()),
        (
            Element::MaterialRemark,
            "委托他人办理的提交；申请人自己办理的不用提交".to_owned(),
        ),
        (
            Element::AcceptStand,
            "写明委托人、受托人姓名和身份证号码、委托事项、权限和期限，双方签字齐全".to_owned(),
        ),
        (Element::BlankForm, format!("{name}（空表）.docx")),
        (Element::ExampleForm, format!("{name}（样表）.docx")),
    ]);
    item.entries.push((Part::Material, row));
}

fn steps(item: &mut Generated, template: &Template) {
    item.set(
        Element::HandleFlow,
        format!(
            "1.申请：申请人在线提交或者到窗口提交{}的申请材料。2.受理：材料齐全、符合法定形式的，出具受理通知书；不齐全的当场或者五日内一次告知\
             需要补正的全部内容；不属于本机关职权范围的，作出不予受理决定并告知向哪一机关申请。3.审查：承办人对照审查标准核对材料。\
             4.决定：符合条件的作出准予决定，不符合的书面说明理由。5.送达：通知申请人领取或者邮寄{}。",
            template.name, template.result
        ),
    );
    let all = [
        (
            "受理",
            "申请材料齐全、符合法定形式，属于本机关职权范围",
            "受理通知书或者补正告知书",
        ),
        (
            "审查",
            "申请材料真实、内容一致，符合受理条件的各项要求",
            "审查意见",
        ),
        ("决定", "审查意见明确，依据和程序符合规定", "准予决定或者不予决定"),
        ("办结", "决定文书和证件制作完毕，内容与决定一致", "办结登记"),
        ("送达", "在规定期限内送达，申请人签收", "送达回证"),
    ];
    for (name, standard, result) in all {
        let row = [
            (Element::StepName, name.to_owned()),
            (
                Element::StepStandard,
                format!("{standard}，与{}的办理要求相符。", template.name),
            ),
            (Element::StepResult, result.to_owned()),
        ];
        item.entries.push((Part::Step, row.into()));
    }
}

fn questions(item: &mut Generated, template: &Template, unit: &Unit) {
    let all = [
        (
            format!("申请“{}”可以在网上提交材料吗？", template.name),
            format!(
                "可以。登录广西数字政务一体化平台，在{}的页面点击在线办理，按提示填写并上传材料；提交以后可以凭受理编号查询进度。",
                unit.name
            ),
        ),
        (
            format!("材料不齐全怎么办？（{}）", template.name),
            format!(
                "{}会一次告知需要补正的全部内容，补齐以后继续办理；没有告知的，收到材料之日视为受理。",
                unit.name
            ),
        ),
        (
            format!("怎样领取{}？", template.result),
            "可以凭身份证件到出件窗口领取，也可以在申请时选择邮寄，由快递送到填写的地址；委托他人领取的，带上授权委托书。".to_owned(),
        ),
    ];
    for (question, answer) in all {
        let row = [(Element::Question, question), (Element::Answer, answer)];
        item.entries.push((Part::Question, row.into()));
    }
}
