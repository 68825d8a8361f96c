//! What the headers of a request say of the answer that is wanted.

use axum::http::{HeaderMap, HeaderValue, header};

/// Weight (0 to 1000) that the client gives an encoding; nothing where it does not name it.
pub(super) fn preference(headers: &HeaderMap, encoding: &str) -> Option<u16> {
    let mut any = None;
    for entry in list(headers, &header::ACCEPT_ENCODING) {
        let mut parts = entry.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        // An unreadable weight counts as a refusal: the plain form is always right.
        let weight = weight.map_or(1000, |text| {
            text.parse()
                .ok()
                .filter(|value| (0.0..=1.0).contains(value))
                .map_or(0, |value: f32| thousandths(value))
        });
        if name.eq_ignore_ascii_case(encoding) {
            return Some(weight);
        }
        if name == "*" && encoding != "identity" {
            any = Some(weight);
        }
    }
    any
}

#[expect(
    clippy::cast_sign_loss,
    reason = "the value was checked to lie between 0 and 1"
)]
fn thousandths(value: f32) -> u16 {
    (value * 1000.0).round() as u16
}

/// The entries of a header that holds a comma-separated list, over all its lines.
fn list<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> impl Iterator<Item = &'h str> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

/// Whether the client already has the form with this tag.
pub(super) fn names_tag(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    list(headers, &header::IF_NONE_MATCH)
        .any(|entry| entry == "*" || entry.strip_prefix("W/").unwrap_or(entry).as_bytes() == tag.as_bytes())
}

/// Whether the request is a browser opening an address, not a script or a picture looking for a file.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    list(headers, &header::ACCEPT).any(|entry| {
        entry
            .split(';')
            .next()
            .is_some_and(|kind| kind.trim() == "text/html")
    })
}
