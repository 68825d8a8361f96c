//! Web addresses in cells: whether they can be called, and what of them is odd.

use crate::order::Arrange as _;
use std::ops::Range;

/// What is wrong or odd about an address or the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UrlIssue {
    /// No `http://` or `https://` before the host.
    NoScheme,
    /// `javascript:` or another scheme that opens no page.
    OtherScheme,
    /// The host is no valid name or address.
    BadHost,
    /// A number instead of a name.
    IpAddress,
    /// `localhost`, a private address, or a name without a dot: opens only inside one network.
    Internal,
    /// A port is named.
    Port,
    /// Full-width letters or signs within the address (`ｈｔｔｐ`, `．`).
    FullWidth,
    /// Chinese punctuation or Chinese characters within the address.
    Chinese,
    /// A space within the address.
    Space,
}

/// One address found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// `https` was written.
    pub is_secure: bool,
    /// Host in lower case, without port; empty if there is none.
    pub host: String,
    /// Port, if written.
    pub port: Option<u16>,
    /// Path, query and fragment as written.
    pub path: String,
    /// What is wrong or odd, sorted.
    pub issues: Vec<UrlIssue>,
}

impl Url {
    /// Parts of the host from left to right: `qzls`, `zwfw`, `gxzf`, `gov`, `cn`.
    pub fn host_parts(&self) -> impl Iterator<Item = &str> {
        self.host.split('.').filter(|part| !part.is_empty())
    }

    /// Whether the host ends in `gov.cn`.
    pub fn is_government(&self) -> bool {
        self.host == "gov.cn" || self.host.ends_with(".gov.cn")
    }

    /// Whether the address is only a site's home page, not a page of its own.
    pub fn is_home_page(&self) -> bool {
        let path = self.path.split(['?', '#']).next().unwrap_or_default();
        let query_free = path.len() == self.path.len();
        let page = path.trim_matches('/').to_ascii_lowercase();
        query_free
            && (page.is_empty()
                || matches!(page.as_str(), "index.html" | "index.htm" | "index.jsp" | "index"))
    }

    /// Whether nothing keeps it from being called (odd but callable: a port, a number instead of a name).
    pub fn is_callable(&self) -> bool {
        self.issues
            .iter()
            .all(|issue| matches!(issue, UrlIssue::IpAddress | UrlIssue::Port))
    }
}

fn narrow_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '。' => '.',
        _ => c,
    }
}

/// Characters that may stand in an address as written, with the full-width forms of letters, digits, `.`, `/` and `:`
/// that people put there by mistake.
fn is_url_char(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^')
}

fn is_wide_url_char(c: char) -> bool {
    matches!(c, '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' | '．' | '／')
}

/// All addresses of a text: those with a scheme, `www.…`, and bare hosts ending in `.gov.cn`, `.com`, `.cn`, `.net`,
/// `.org`. `javascript:` is reported too.
pub fn urls_in(text: &str) -> Vec<Url> {
    // One narrow character for each of the text, so that places can be carried back.
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let lower: Vec<char> = chars
        .iter()
        .map(|(_, c)| narrow_char(*c).to_ascii_lowercase())
        .collect();
    let mut urls = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let found = start_at(&lower, at).and_then(|scheme| read(text, &chars, &lower, at, scheme));
        if let Some((url, end)) = found {
            urls.push(url);
            at = end.max(at + 1);
        } else {
            at = next_word(&chars, at);
        }
    }
    urls
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http(usize, bool),
    Other(usize),
    None,
}

fn starts(lower: &[char], at: usize, word: &str) -> bool {
    let mut place = at;
    word.chars().all(|c| {
        let same = lower.get(place) == Some(&c);
        place += 1;
        same
    })
}

fn start_at(lower: &[char], at: usize) -> Option<Scheme> {
    [
        ("http://", Scheme::Http(7, false)),
        ("https://", Scheme::Http(8, true)),
        ("javascript:", Scheme::Other(11)),
        ("ftp://", Scheme::Other(6)),
        ("file://", Scheme::Other(7)),
    ]
    .into_iter()
    .find(|(word, _)| starts(lower, at, word))
    .map(|(_, scheme)| scheme)
    .or_else(|| {
        lower
            .get(at)
            .filter(|c| c.is_ascii_alphanumeric())
            .map(|_| Scheme::None)
    })
}

/// The first place after the run of ASCII letters and digits at `at`.
fn next_word(chars: &[(usize, char)], at: usize) -> usize {
    let run = chars.get(at..).unwrap_or_default();
    let length = run
        .iter()
        .take_while(|(_, c)| is_url_char(*c) && !matches!(c, ',' | ';' | '(' | ')' | ':'))
        .count();
    at + length.max(1)
}

fn read(
    text: &str,
    chars: &[(usize, char)],
    lower: &[char],
    at: usize,
    scheme: Scheme,
) -> Option<(Url, usize)> {
    let body = match scheme {
        Scheme::Http(length, _) | Scheme::Other(length) => at + length,
        Scheme::None => at,
    };
    let mut end = body;
    while let Some((_, c)) = chars.get(end) {
        if !is_url_char(*c) && !is_wide_url_char(*c) {
            break;
        }
        // The next address may follow without a space.
        if end > body && (starts(lower, end, "http://") || starts(lower, end, "https://")) {
            break;
        }
        end += 1;
    }
    while end > body
        && chars
            .get(end - 1)
            .is_some_and(|(_, c)| matches!(c, ',' | ';' | '.' | ')' | '\'' | '．'))
    {
        end -= 1;
    }
    let rest: String = lower.get(body..end)?.iter().collect();
    let written: String = chars.get(body..end)?.iter().map(|(_, c)| *c).collect();
    let cut = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest.get(..cut)?;
    if scheme == Scheme::None && !looks_like_host(authority) {
        return None;
    }
    let range = chars.get(at)?.0..chars.get(end).map_or(text.len(), |(byte, _)| *byte);
    let wide = chars.get(at..end)?.iter().any(|(_, c)| !c.is_ascii());
    let mut issues = Vec::new();
    let (host, port) = split_port(authority, &mut issues);
    match scheme {
        Scheme::Other(_) => issues = vec![UrlIssue::OtherScheme],
        Scheme::None => issues.push(UrlIssue::NoScheme),
        Scheme::Http(..) => {}
    }
    if scheme != Scheme::Other(body - at) {
        issues.extend(host_issues(&host));
    }
    if wide {
        issues.push(UrlIssue::FullWidth);
    }
    issues.extend(break_issue(chars, lower, end));
    issues.arrange();
    issues.dedup();
    let path: String = written.chars().skip(authority.chars().count()).collect();
    let is_secure = matches!(scheme, Scheme::Http(_, true));
    Some((
        Url {
            range,
            is_secure,
            host,
            port,
            path,
            issues,
        },
        end,
    ))
}

/// What broke the address off, where it clearly goes on: `http://a.gov.cn/ b.html`, `http://a。gov.cn`.
fn break_issue(chars: &[(usize, char)], lower: &[char], end: usize) -> Option<UrlIssue> {
    let (_, c) = chars.get(end)?;
    let goes_on = |from: usize| {
        let rest = lower.get(from..).unwrap_or_default().iter();
        let word: String = rest
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/'))
            .collect();
        word.contains(".gov.cn")
            || word.starts_with("gov.cn")
            || word.contains(".htm")
            || word.contains(".jsp")
    };
    match c {
        ' ' | '\u{3000}' if goes_on(end + 1) && !starts_host(lower, end + 1) => Some(UrlIssue::Space),
        '。' | '，' | '、' | '：' if goes_on(end + 1) && !starts_host(lower, end + 1) => {
            Some(UrlIssue::Chinese)
        }
        _ => None,
    }
}

/// Whether a new whole address begins here.
fn starts_host(lower: &[char], at: usize) -> bool {
    starts(lower, at, "http") || starts(lower, at, "www.")
}

fn looks_like_host(authority: &str) -> bool {
    let host = authority.split(':').next().unwrap_or_default();
    let known = [".gov.cn", ".com", ".cn", ".net", ".org"]
        .iter()
        .any(|end| host.ends_with(end));
    // An address of electronic mail is none.
    !authority.contains('@') && (known || host.starts_with("www.")) && is_name(host)
}

fn is_name(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        })
}

fn split_port(authority: &str, issues: &mut Vec<UrlIssue>) -> (String, Option<u16>) {
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match authority.rsplit_once(':') {
        Some((host, port)) => {
            issues.push(UrlIssue::Port);
            let number = port.parse().ok();
            if number.is_none() {
                issues.push(UrlIssue::BadHost);
            }
            (host.to_owned(), number)
        }
        None => (authority.to_owned(), None),
    }
}

fn host_issues(host: &str) -> Vec<UrlIssue> {
    let octets: Vec<Option<u8>> = host.split('.').map(|part| part.parse().ok()).collect();
    if let [Some(a), Some(b), Some(_), Some(_)] = octets.as_slice() {
        let private = matches!((a, b), (10 | 127, _) | (192, 168) | (172, 16..=31) | (169, 254));
        return if private {
            vec![UrlIssue::IpAddress, UrlIssue::Internal]
        } else {
            vec![UrlIssue::IpAddress]
        };
    }
    if !is_name(host) || octets.iter().all(Option::is_some) {
        return vec![UrlIssue::BadHost];
    }
    if host.contains('.') {
        Vec::new()
    } else {
        vec![UrlIssue::Internal]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sound_addresses() {
        let text = "http://qzls.zwfw.gxzf.gov.cn/\n查询电话：0777—6428913";
        let urls = urls_in(text);
        assert_eq!(urls.len(), 1);
        let url = &urls[0];
        assert_eq!(&text[url.range.clone()], "http://qzls.zwfw.gxzf.gov.cn/");
        assert_eq!(
            url.host_parts().collect::<Vec<_>>(),
            ["qzls", "zwfw", "gxzf", "gov", "cn"]
        );
        assert!(url.is_government() && url.is_home_page() && url.is_callable() && url.issues.is_empty());
        let urls = urls_in("http://www.gxcrj.com/page/defaultnew.jsp?type=wssq；https://a.gov.cn/b");
        assert_eq!(urls.len(), 2);
        assert_eq!(urls[0].path, "/page/defaultnew.jsp?type=wssq");
        assert!(!urls[0].is_home_page() && !urls[0].is_government());
        assert!(urls[1].is_secure && urls[1].issues.is_empty());
        assert!(urls_in("无；0777-6428820；a@b.com；www").is_empty());
    }

    #[test]
    fn odd_addresses_say_why() {
        use UrlIssue as I;
        for (text, issues) in [
            ("zwfw.gxzf.gov.cn", &[I::NoScheme][..]),
            ("www.gxzf.gov.cn/a", &[I::NoScheme]),
            ("javascript:void(0)", &[I::OtherScheme]),
            ("http://10.1.2.3:8080/x", &[I::IpAddress, I::Internal, I::Port]),
            ("http://8.8.8.8/", &[I::IpAddress]),
            ("http://localhost:3000", &[I::Internal, I::Port]),
            ("http:///a", &[I::BadHost]),
            ("http://-a.gov.cn", &[I::BadHost]),
            ("ｈｔｔｐ：／／zwfw．gov.cn", &[I::FullWidth]),
            ("http://zwfw。gov.cn/a", &[I::Internal, I::Chinese]),
            ("http://zwfw.gxzf.gov.cn/a b.html", &[I::Space]),
        ] {
            let urls = urls_in(text);
            assert_eq!(
                urls.first().map(|url| url.issues.as_slice()),
                Some(issues),
                "{text}: {urls:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn sound_addresses_have_no_issues(host in "[a-z][a-z0-9]{0,9}(\\.[a-z][a-z0-9]{0,9}){1,3}", path in "(/[a-z0-9]{1,8}){0,3}") {
            let text = format!("网址：http://{host}{path}，请登录");
            let urls = urls_in(&text);
            prop_assert_eq!(urls.len(), 1);
            prop_assert_eq!(&urls[0].host, &host);
            prop_assert_eq!(&urls[0].path, &path);
            prop_assert!(urls[0].issues.is_empty());
        }

        #[test]
        fn total(text in any::<String>(), likely in "[htps:/.gova-z ｈ。，]{0,40}") {
            for text in [&text, &likely] {
                for url in urls_in(text) {
                    prop_assert!(text.get(url.range.clone()).is_some());
                    let _ = (url.is_home_page(), url.is_government());
                }
            }
        }
    }
}
