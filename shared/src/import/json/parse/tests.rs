use super::{Fault, Node, Parser};

fn parse(text: &str) -> Result<Node<'_>, Fault> {
    let mut parser = Parser::new(text, 8, 100);
    let node = parser.value()?;
    parser.end()?;
    Ok(node)
}

#[test]
fn numbers_and_escapes_are_kept_exactly() {
    assert_eq!(parse("1e400"), Ok(Node::Number("1e400")));
    assert_eq!(parse("-0.10"), Ok(Node::Number("-0.10")));
    assert_eq!(
        parse(r#""\u4e8b\n\ud83d\ude00\/""#),
        Ok(Node::Text("事\n😀/".into()))
    );
    assert_eq!(parse("\u{FEFF}[]"), Ok(Node::Array(Vec::new())));
}

#[test]
fn mistakes_are_found_where_they_are() {
    for (text, at) in [
        ("", 0),
        ("[1,]", 3),
        ("{\"a\":1,}", 7),
        ("[01]", 2),
        ("[1] x", 4),
        (r#""\ud800""#, 1),
        (r#""\udc00""#, 1),
        (r#""\ud800\u0041""#, 1),
        ("\"a\nb\"", 2),
        ("\"abc", 4),
        ("[1", 2),
        ("nul", 0),
        ("-", 1),
        ("1.", 2),
        ("1e", 2),
    ] {
        assert!(
            matches!(parse(text), Err(Fault::Syntax(found, _)) if found == at),
            "{text}: {:?}",
            parse(text)
        );
    }
    let parser = Parser::new("{\n \"事项\": x", 8, 8);
    assert_eq!(parser.line_and_column(13), (2, 8));
}

#[test]
fn depth_and_number_of_values_are_bounded() {
    assert_eq!(parse(&"[".repeat(100_000)), Err(Fault::TooDeep));
    assert_eq!(parse(&format!("[{}1]", "1,".repeat(200))), Err(Fault::Full));
}

#[test]
fn the_last_of_equal_keys_counts_and_is_told() {
    let mut parser = Parser::new(r#"{"a":1,"b":2,"a":3}"#, 8, 8);
    let node = parser.value();
    let fields = vec![("b".into(), Node::Number("2")), ("a".into(), Node::Number("3"))];
    assert_eq!(node, Ok(Node::Object(fields)));
    assert_eq!(parser.duplicates, ["a"]);
}
