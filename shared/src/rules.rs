//! The one sorted list of all rules. A rule is added in four places: its file, its line here, an entry in the
//! standard, and `tests/cases/<rule-id>.md`; a test names the one that is missing.

use crate::locale::Label;
use crate::rule::{Meta, Rule};

macro_rules! rules {
    ($($module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// All rules, sorted by identifier. What exactly each compares is told by [`Rule::what`].
        pub const ALL: &[&Rule] = &[$(&Rule {
            meta: &Meta { what: Label::new("", ""), ..*$module::RULE.meta },
            build: $module::RULE.build,
        }),+];

        /// What exactly each rule compares, by its identifier. Apart from the rules, for a browser would else have to load
        /// these texts before a check, which needs none of them.
        pub const WHAT: &[(&str, Label)] = &[$(($module::RULE.meta.id, $module::RULE.meta.what)),+];
    };
}

rules! {
    abolished_item_in_use,
    accept_condition_empty,
    accept_condition_vague,
    accept_standard_vague,
    address_imprecise,
    address_shared_by_areas,
    application_form_and_letter,
    application_form_missing,
    article_beyond_law,
    authority_code_contradicts_area,
    authority_not_statutory,
    bases_out_of_order,
    brackets_unbalanced,
    content_despite_flag,
    content_names_another_authority,
    core_elements_missing,
    credit_code_invalid,
    cross_province_reach_missing,
    cross_province_way_missing,
    date_against_day_of_check,
    dates_out_of_order,
    delivery_too_long,
    differs_between_places,
    differs_from_reference_list,
    disguised_licence,
    element_max_length,
    element_one_of,
    element_pattern,
    entrust_missing,
    entrusts_itself,
    express_flag_contradicts,
    fee_detail_missing,
    fee_items_without_fee,
    flow_chart_missing,
    forbidden_phrase,
    full_online_with_visits,
    handling_item_contradicts_main,
    handling_item_numbers_gap,
    handling_items_alike,
    hours_imprecise,
    immediate_with_site_check,
    intermediary_flag_contradicts,
    intermediary_material_unflagged,
    intermediary_material_without_basis,
    intermediary_not_kept,
    item_code_malformed,
    item_listed_twice,
    law_entry_incomplete,
    law_title_abbreviated,
    law_title_unmarked,
    legal_basis_imprecise,
    level_contradicts_authority,
    licence_entrusted_to_non_organ,
    licence_fee_without_law,
    licence_limit_without_basis,
    licence_set_by_normative_document,
    licence_set_by_provincial_rule,
    limit_answer_contradicts,
    limit_explanation_contradicts,
    limit_holds_unit,
    limit_not_a_number,
    limit_unit_not_working_days,
    material_amounts_do_not_add_up,
    material_field_missing,
    material_issued_by_authority,
    material_list_empty,
    material_name_combines,
    material_name_differs_between_items,
    material_name_unspecific,
    material_numbers_gap,
    material_repeated,
    material_type_contradicts_amount,
    not_on_reference_list,
    online_address_missing,
    online_possible_but_not,
    optional_material_unexplained,
    phone_malformed,
    phone_shared_by_units,
    preliminary_review_too_long,
    procedure_lacks_step,
    project_type_contradicts_limit,
    promise_equals_statutory,
    promise_exceeds_statutory,
    proof_not_listed,
    proof_without_basis,
    question_garbled,
    question_missing,
    quoted_article_differs,
    reform_way_differs,
    reform_way_not_carried_out,
    repealed_law_cited,
    required_element,
    result_name_is_case,
    result_sample_missing,
    result_type_contradicts_name,
    review_standard_copied,
    row_field_missing,
    row_repeated,
    scene_reason_missing,
    scene_reason_without_visit,
    shareable_material_demanded,
    sign_doubled,
    special_procedure_incomplete,
    statutory_limit_exceeds_law,
    step_limits_exceed_promise,
    supervise_phone_is_enquiry_phone,
    task_code_does_not_compose,
    task_name_contains_place,
    task_type_doubtful,
    text_unfinished,
    theme_missing,
    township_code_missing,
    township_outside_area,
    unknown_law_cited,
    url_not_callable,
    url_of_another_province,
    vague_material,
    value_outside_dictionary,
    version_goes_backwards,
    visits_without_reason,
}

/// The rule with this identifier.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.meta.id == id).copied()
}

impl Rule {
    /// What exactly is compared, and when the rule fails, suspects or does not apply.
    pub fn what(&self) -> Label {
        let own = WHAT.iter().find(|(id, _)| *id == self.meta.id);
        own.map_or(self.meta.what, |(_, what)| *what)
    }
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::element::{Element, Part};
    use crate::item::{List, Provided, VIEWS, Value};
    use crate::place::Place;
    use crate::rule::{Context, ListReport, Runner};

    #[test]
    fn rules_are_sorted_unique_and_documented() {
        assert!(
            ALL.windows(2).all(|pair| pair[0].meta.id < pair[1].meta.id),
            "sort the list in rules.rs"
        );
        for rule in ALL {
            let meta = rule.meta;
            assert!(
                meta.id
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{}",
                meta.id
            );
            for label in [meta.title, rule.what(), meta.why].iter().chain(meta.messages) {
                assert!(
                    !label.zh.is_empty() && !label.en.is_empty(),
                    "{} lacks a text",
                    meta.id
                );
            }
            assert!(!meta.messages.is_empty(), "{} has no message", meta.id);
        }
    }

    /// A list of items that differ in nothing but what tells them apart, so that every group is as large as it can be.
    fn alike(items: u32) -> List {
        use Element::{
            AcceptCondition, AcceptStandard, AreaCode, CatalogCode, DeptName, HandleItemCode, LinkWay,
            MaterialName, PromiseDay, SuperviseWay, TaskCode, TaskName, TaskVersion, TransactAddress,
            UseLevel,
        };
        let mut list = List::default();
        let mut provided = Provided::default();
        Element::all().for_each(|element| provided.insert(element));
        let place = Place {
            sheet: 0,
            row: 0,
            column: 0,
        };
        let task = "11450721MB155808114000141005000";
        for number in 0..items {
            let handling = if number == 0 {
                String::new()
            } else {
                format!("{task}{:02}", number % 99 + 1)
            };
            let texts = [
                (TaskName, format!("事项{}", number % 7)),
                (CatalogCode, "000141005000".into()),
                (TaskCode, task.into()),
                (HandleItemCode, handling),
                (DeptName, format!("单位{number}")),
                (AreaCode, format!("{}", 450_100 + number % 50)),
                (UseLevel, "4".into()),
                (TaskVersion, number.to_string()),
                (AcceptCondition, format!("条件{number}")),
                (AcceptStandard, "审查标准".repeat(40)),
                (LinkWay, "0777-6428820".into()),
                (SuperviseWay, "0777-6428821".into()),
                (PromiseDay, "5".into()),
                (TransactAddress, "江南路12号".into()),
            ];
            let mut value =
                |element, text: &str| Value::new(element, list.texts.intern(text).expect("room"), place);
            let main: Vec<Value> = texts
                .iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(element, text)| value(*element, text))
                .collect();
            let material = [value(MaterialName, &format!("材料{number}"))];
            list.push_item(0, place, &provided, &main, &[(Part::Material, &material)])
                .expect("room");
        }
        list
    }

    /// Items are read through views: a rule that compares each item with each other one makes a view for each pair.
    #[test]
    fn rules_across_items_look_at_each_item_a_fixed_number_of_times() {
        let standard = crate::standard::builtin(None).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let context = Context::on(crate::standard::parse_day("2026-06-01").expect("a day"));
        let mut across = 0;
        for (index, clause) in standard.clauses().iter().enumerate() {
            let Some((_, Runner::List(rule))) = standard.runner(index) else {
                continue;
            };
            across += 1;
            let views = |items: u32| {
                let list = alike(items);
                let before = VIEWS.with(std::cell::Cell::get);
                rule.check(&list, &context, &mut ListReport::new(vec![true; list.len()]));
                VIEWS.with(std::cell::Cell::get) - before
            };
            let (few, many) = (views(150), views(600));
            assert!(
                many <= few * 4 + 16,
                "条款{}：150个事项看{few}次，600个事项看{many}次",
                clause.code
            );
        }
        assert!(across > 10, "only {across} clauses across items");
    }
}
