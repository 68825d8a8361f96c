//! Every text of the page, once per language. A language that lacks one does not compile.

use shared::locale::{Lang, fill};

mod en;
mod zh_cn;

/// The texts of one language; `{0}`, `{1}` … stand for arguments.
pub(crate) struct Texts {
    /// Name.
    pub(crate) brand: &'static str,
    pub(crate) brand_sub: &'static str,
    /// Name in window titles.
    pub(crate) brand_full: &'static str,
    pub(crate) skip: &'static str,
    /// Navigation.
    pub(crate) nav_main: &'static str,
    /// First page.
    pub(crate) nav_start: &'static str,
    /// Pages of the result.
    pub(crate) nav_result: &'static str,
    pub(crate) nav_overview: &'static str,
    /// Findings.
    pub(crate) nav_findings: &'static str,
    /// Items.
    pub(crate) nav_items: &'static str,
    /// Ledger.
    pub(crate) nav_ledger: &'static str,
    /// Notices.
    pub(crate) nav_notices: &'static str,
    /// Not checked.
    pub(crate) nav_unchecked: &'static str,
    /// Standard.
    pub(crate) nav_standard: &'static str,
    /// About.
    pub(crate) nav_about: &'static str,
    /// Privacy in one line.
    pub(crate) promise: &'static str,
    /// Privacy on the first page.
    pub(crate) promise_long: &'static str,
    /// The engine.
    pub(crate) engine: &'static str,
    /// Engine not ready.
    pub(crate) engine_starting: &'static str,
    /// The site's standard could not be had.
    pub(crate) published_failed: &'static str,
    /// Unknown address.
    pub(crate) missing_title: &'static str,
    pub(crate) missing_text: &'static str,
    /// Way back.
    pub(crate) back_to_start: &'static str,
    /// Result pages without result.
    pub(crate) no_result_title: &'static str,
    pub(crate) no_result_text: &'static str,
    /// First page.
    pub(crate) start_title: &'static str,
    pub(crate) start_lead: &'static str,
    /// Cards.
    pub(crate) other_ways: &'static str,
    /// Drop zone.
    pub(crate) drop_title: &'static str,
    pub(crate) drop_text: &'static str,
    /// File dialog.
    pub(crate) choose: &'static str,
    /// Paste.
    pub(crate) paste_title: &'static str,
    pub(crate) paste_label: &'static str,
    pub(crate) paste_button: &'static str,
    /// Name of pasted text.
    pub(crate) pasted_name: &'static str,
    /// Example.
    pub(crate) sample_title: &'static str,
    pub(crate) sample_text: &'static str,
    pub(crate) sample_button: &'static str,
    pub(crate) sample_note: &'static str,
    /// Template.
    pub(crate) template_title: &'static str,
    pub(crate) template_text: &'static str,
    pub(crate) template_button: &'static str,
    pub(crate) template_name: &'static str,
    /// Formats.
    pub(crate) formats_title: &'static str,
    pub(crate) formats_excel: &'static str,
    pub(crate) formats_csv: &'static str,
    pub(crate) formats_json: &'static str,
    /// Export failed.
    pub(crate) save_failed: &'static str,
    /// Repeat.
    pub(crate) again: &'static str,
    /// Messages.
    pub(crate) restoring: &'static str,
    pub(crate) former_below: &'static str,
    pub(crate) former: &'static str,
    pub(crate) close: &'static str,
    /// Refusal.
    pub(crate) refused_title: &'static str,
    /// Crash.
    pub(crate) crashed_title: &'static str,
    pub(crate) crashed_text: &'static str,
    pub(crate) details: &'static str,
    /// Cancelled.
    pub(crate) cancelled: &'static str,
    pub(crate) interrupted: &'static str,
    /// Progress.
    pub(crate) running: &'static str,
    pub(crate) phase_read: &'static str,
    pub(crate) phase_check: &'static str,
    pub(crate) phase_index: &'static str,
    pub(crate) elapsed: &'static str,
    pub(crate) silent: &'static str,
    pub(crate) cancel: &'static str,
    /// Live region.
    pub(crate) said_done: &'static str,
    /// History.
    pub(crate) history_title: &'static str,
    pub(crate) history_text: &'static str,
    pub(crate) history_unavailable: &'static str,
    pub(crate) history_empty: &'static str,
    pub(crate) history_missing: &'static str,
    pub(crate) columns_chosen: &'static str,
    pub(crate) time: &'static str,
    pub(crate) file: &'static str,
    pub(crate) files: &'static str,
    pub(crate) actions: &'static str,
    pub(crate) open: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) open_named: &'static str,
    pub(crate) delete_named: &'static str,
    pub(crate) delete_all: &'static str,
    pub(crate) delete_sure: &'static str,
    pub(crate) keep: &'static str,
    pub(crate) and_more: &'static str,
    /// Saved.
    pub(crate) saving: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) not_saved: &'static str,
    /// Reopened.
    pub(crate) same: &'static str,
    pub(crate) not_same: &'static str,
    pub(crate) overview_title: &'static str,
    /// Export.
    pub(crate) export: &'static str,
    pub(crate) export_xlsx: &'static str,
    pub(crate) export_docx: &'static str,
    pub(crate) export_html: &'static str,
    pub(crate) exporting: &'static str,
    pub(crate) export_stop: &'static str,
    pub(crate) export_stopped: &'static str,
    pub(crate) exported: &'static str,
    pub(crate) export_whole: &'static str,
    /// Print.
    pub(crate) print: &'static str,
    pub(crate) print_title: &'static str,
    pub(crate) print_cut: &'static str,
    pub(crate) message: &'static str,
    /// Partly refused.
    pub(crate) some_refused: &'static str,
    /// Notices.
    pub(crate) damage_notices: &'static str,
    /// Result.
    pub(crate) offers_n: &'static str,
    pub(crate) chosen_note: &'static str,
    /// Link.
    pub(crate) see: &'static str,
    /// Score.
    pub(crate) mean_score: &'static str,
    pub(crate) score: &'static str,
    pub(crate) score_explained: &'static str,
    /// What the mean score says: by grade, and where nothing took points.
    pub(crate) means_clean: &'static str,
    pub(crate) means_suspected: &'static str,
    pub(crate) means_unjudged: &'static str,
    pub(crate) means_excellent: &'static str,
    pub(crate) means_good: &'static str,
    pub(crate) means_qualified: &'static str,
    pub(crate) means_unqualified: &'static str,
    /// Veto.
    pub(crate) vetoed_items: &'static str,
    pub(crate) few_checked: &'static str,
    pub(crate) veto: &'static str,
    /// Counts.
    pub(crate) counts: &'static str,
    pub(crate) items_checked: &'static str,
    pub(crate) of_units: &'static str,
    pub(crate) problem_items: &'static str,
    pub(crate) of_items: &'static str,
    pub(crate) certain: &'static str,
    pub(crate) certain_note: &'static str,
    pub(crate) suspected: &'static str,
    pub(crate) suspected_note: &'static str,
    pub(crate) clauses_checked: &'static str,
    pub(crate) of_clauses: &'static str,
    pub(crate) notices_count: &'static str,
    pub(crate) notices_note: &'static str,
    /// Dimensions.
    pub(crate) by_dimension: &'static str,
    pub(crate) dimension: &'static str,
    pub(crate) radar_note: &'static str,
    pub(crate) mean_loss: &'static str,
    pub(crate) cap: &'static str,
    pub(crate) loss_of_cap: &'static str,
    /// Queue.
    pub(crate) queue: &'static str,
    pub(crate) queue_note: &'static str,
    pub(crate) queue_empty: &'static str,
    /// Table.
    pub(crate) problem: &'static str,
    pub(crate) points_lost: &'static str,
    pub(crate) mean_gain: &'static str,
    /// Grades.
    pub(crate) by_grade: &'static str,
    pub(crate) grade: &'static str,
    pub(crate) band: &'static str,
    pub(crate) from_points: &'static str,
    pub(crate) share: &'static str,
    pub(crate) percent: &'static str,
    /// Severity.
    pub(crate) by_severity: &'static str,
    pub(crate) severity: &'static str,
    /// Units.
    pub(crate) by_unit: &'static str,
    pub(crate) unit: &'static str,
    /// Versions.
    pub(crate) versions: &'static str,
    pub(crate) standard: &'static str,
    pub(crate) date: &'static str,
    pub(crate) fingerprint: &'static str,
    pub(crate) page_version: &'static str,
    /// Counts.
    pub(crate) n_items: &'static str,
    pub(crate) n_findings: &'static str,
    pub(crate) n_rows: &'static str,
    /// Table.
    pub(crate) items: &'static str,
    pub(crate) fails: &'static str,
    pub(crate) suspects: &'static str,
    pub(crate) items_affected: &'static str,
    pub(crate) item: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) number: &'static str,
    pub(crate) clause: &'static str,
    pub(crate) element: &'static str,
    pub(crate) place: &'static str,
    pub(crate) value: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) gain: &'static str,
    /// Filters.
    pub(crate) filters: &'static str,
    pub(crate) active_filters: &'static str,
    pub(crate) remove_filter: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) show_all: &'static str,
    /// Table.
    pub(crate) show_first: &'static str,
    /// Filters.
    pub(crate) left_off: &'static str,
    /// Search.
    pub(crate) search_findings: &'static str,
    pub(crate) search_items: &'static str,
    pub(crate) search_standard: &'static str,
    pub(crate) search_hint: &'static str,
    pub(crate) nothing_found: &'static str,
    /// Keys.
    pub(crate) keys: &'static str,
    pub(crate) loading: &'static str,
    /// Item.
    pub(crate) previous: &'static str,
    pub(crate) next: &'static str,
    pub(crate) neighbours: &'static str,
    pub(crate) item_of: &'static str,
    pub(crate) no_findings: &'static str,
    pub(crate) findings_n: &'static str,
    pub(crate) blank: &'static str,
    pub(crate) advice: &'static str,
    /// Filter of the findings.
    pub(crate) fix: &'static str,
    /// Item.
    pub(crate) fix_copy: &'static str,
    pub(crate) fix_copied: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) why: &'static str,
    pub(crate) ledger: &'static str,
    pub(crate) full_score: &'static str,
    pub(crate) equals: &'static str,
    pub(crate) points_each: &'static str,
    pub(crate) deducted: &'static str,
    pub(crate) capped: &'static str,
    pub(crate) dimension_sum: &'static str,
    pub(crate) floor: &'static str,
    pub(crate) veto_explained: &'static str,
    pub(crate) suspects_free: &'static str,
    /// Item: articles quoted beside those in force.
    pub(crate) quotations: &'static str,
    /// Item: what the marks mean.
    pub(crate) quotations_note: &'static str,
    /// Item: row of the legal bases.
    pub(crate) quotation_row: &'static str,
    /// Item: the quotation stands in the article.
    pub(crate) quotation_same: &'static str,
    /// Item: it differs.
    pub(crate) quotation_differs: &'static str,
    /// Item: it is another article.
    pub(crate) quotation_another: &'static str,
    /// Item: heading of the quoted text.
    pub(crate) quoted_text: &'static str,
    /// Item: heading of the text in force.
    pub(crate) text_in_force: &'static str,
    /// Item.
    pub(crate) elements: &'static str,
    pub(crate) elements_note: &'static str,
    pub(crate) outcomes: &'static str,
    /// Ledger.
    pub(crate) formula: &'static str,
    /// Notices.
    pub(crate) notices_text: &'static str,
    pub(crate) no_notices: &'static str,
    pub(crate) damage: &'static str,
    pub(crate) warning: &'static str,
    pub(crate) info: &'static str,
    pub(crate) columns_title: &'static str,
    pub(crate) columns_text: &'static str,
    pub(crate) sheet: &'static str,
    pub(crate) column: &'static str,
    pub(crate) column_title: &'static str,
    pub(crate) how: &'static str,
    pub(crate) how_chosen: &'static str,
    pub(crate) how_exact: &'static str,
    pub(crate) how_synonym: &'static str,
    pub(crate) how_similar: &'static str,
    pub(crate) how_none: &'static str,
    pub(crate) not_used: &'static str,
    pub(crate) sub_list: &'static str,
    /// Item.
    pub(crate) no_gain: &'static str,
    pub(crate) free: &'static str,
    /// Notices.
    pub(crate) sureness: &'static str,
    pub(crate) offer_take: &'static str,
    pub(crate) offer_line: &'static str,
    pub(crate) offer: &'static str,
    pub(crate) automatic: &'static str,
    pub(crate) ignore_column: &'static str,
    pub(crate) correct_leave: &'static str,
    pub(crate) correct_apply: &'static str,
    pub(crate) correct_named: &'static str,
    pub(crate) correct: &'static str,
    pub(crate) corrected: &'static str,
    /// About.
    pub(crate) about_what: &'static str,
    pub(crate) about_privacy: &'static str,
    pub(crate) about_score: &'static str,
    pub(crate) about_keys: &'static str,
    pub(crate) key_search: &'static str,
    pub(crate) key_rows: &'static str,
    pub(crate) key_open: &'static str,
    pub(crate) key_items: &'static str,
    /// Reference lists and special inspections.
    pub(crate) setup_n: &'static str,
    pub(crate) said_references: &'static str,
    pub(crate) nav_comparison: &'static str,
    /// Paragraphs.
    pub(crate) about_what_text: &'static [&'static str],
    pub(crate) about_privacy_text: &'static [&'static str],
    pub(crate) about_score_text: &'static [&'static str],
}

impl Texts {
    /// The texts of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::ZhCn => &zh_cn::TEXTS,
            Lang::En => &en::TEXTS,
        }
    }
}

/// A text with a number in it; digits are grouped by thousands.
pub(crate) fn count(template: &str, number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fill(template, &[grouped])
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(count("{0}", number), text);
        }
    }
}
