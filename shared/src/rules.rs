//! The one sorted list of all rules. A rule is added in four places: its file, its line here, an entry in the
//! standard, and `tests/cases/<rule-id>.md`; a test names the one that is missing.

use crate::rule::Rule;

macro_rules! rules {
    ($($module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// All rules, sorted by identifier.
        pub const ALL: &[&Rule] = &[$(&$module::RULE),+];
    };
}

rules! {
    accept_condition_empty,
    accept_condition_vague,
    accept_standard_vague,
    address_imprecise,
    application_form_missing,
    article_beyond_law,
    authority_code_contradicts_area,
    authority_not_statutory,
    core_elements_missing,
    credit_code_invalid,
    delivery_too_long,
    disguised_licence,
    entrust_missing,
    express_flag_contradicts,
    fee_detail_missing,
    fee_items_without_fee,
    flow_chart_missing,
    full_online_with_visits,
    hours_imprecise,
    immediate_with_site_check,
    intermediary_flag_contradicts,
    intermediary_material_unflagged,
    intermediary_material_without_basis,
    item_code_malformed,
    law_entry_incomplete,
    legal_basis_imprecise,
    level_contradicts_authority,
    licence_fee_without_law,
    licence_limit_without_basis,
    licence_set_by_normative_document,
    limit_answer_contradicts,
    limit_explanation_contradicts,
    limit_not_a_number,
    limit_unit_not_working_days,
    material_amounts_do_not_add_up,
    material_field_missing,
    material_list_empty,
    material_name_combines,
    material_name_differs_between_items,
    material_name_unspecific,
    material_repeated,
    material_type_contradicts_amount,
    online_address_missing,
    online_possible_but_not,
    optional_material_unexplained,
    phone_malformed,
    preliminary_review_too_long,
    project_type_contradicts_limit,
    promise_equals_statutory,
    promise_exceeds_statutory,
    proof_without_basis,
    question_garbled,
    question_missing,
    quoted_article_differs,
    repealed_law_cited,
    required_element,
    result_name_is_case,
    result_sample_missing,
    result_type_contradicts_name,
    scene_reason_missing,
    scene_reason_without_visit,
    shareable_material_demanded,
    special_procedure_incomplete,
    statutory_limit_exceeds_law,
    step_limits_exceed_promise,
    task_code_does_not_compose,
    task_name_contains_place,
    task_type_doubtful,
    theme_missing,
    township_code_missing,
    unknown_law_cited,
    vague_material,
    value_outside_dictionary,
    version_goes_backwards,
    visits_without_reason,
}

/// The rule with this identifier.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.meta.id == id).copied()
}

#[cfg(test)]
mod tests {
    use super::ALL;

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
            for label in [meta.title, meta.what, meta.why].iter().chain(meta.messages) {
                assert!(
                    !label.zh.is_empty() && !label.en.is_empty(),
                    "{} lacks a text",
                    meta.id
                );
            }
            assert!(!meta.messages.is_empty(), "{} has no message", meta.id);
        }
    }
}
