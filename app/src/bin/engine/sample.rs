//! The built-in example: invented authorities and items with assorted defects, marked as an example everywhere.

use shared::locale::Lang;

/// Name it has in results.
pub(crate) fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "示例清单（虚构数据）.json",
        Lang::En => "example (invented data).json",
    }
}

/// Its bytes, in the project's own JSON form.
pub(crate) const BYTES: &[u8] = include_bytes!("sample.json");
