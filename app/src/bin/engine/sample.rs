//! The built-in example: invented authorities and items with assorted defects, marked as an example everywhere.

/// Name it has in results.
pub(crate) const NAME: &str = "示例清单（虚构数据）.json";

/// Its bytes, in the project's own JSON form.
pub(crate) const BYTES: &[u8] = include_bytes!("sample.json");
