//! Which of a file's columns a name means.

use crate::noun::normal_header;

/// The column of that name. Without one, `First Name` means `First Name [Required]`, and `mail` or `Name` mean
/// `Name [mail] Required`, as long as only one column can be meant.
pub(super) fn find(header: &[String], name: &str) -> Option<usize> {
    let wanted = normal_header(name);
    if let Some(index) = header.iter().position(|their| normal_header(their) == wanted) {
        return Some(index);
    }
    let (told, _) = parts(name);
    let only = |same: &dyn Fn(&str) -> bool| {
        let mut found = (0..header.len()).filter(|index| same(&header[*index]));
        found.next().filter(|_| found.next().is_none())
    };
    only(&|their| !told.is_empty() && parts(their).0 == told)
        .or_else(|| only(&|their| parts(their).1.is_some_and(|within| within == wanted)))
}

/// What stands before the brackets of a name, and what in them.
fn parts(name: &str) -> (String, Option<String>) {
    match name.split_once('[') {
        Some((before, rest)) => {
            (normal_header(before), rest.split_once(']').map(|(within, _)| normal_header(within)))
        }
        None => (normal_header(name), None),
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_name_itself_comes_first() {
        let header = header(&["First Name [Required]", "First Name", "Name [displayName] Required"]);
        assert_eq!(find(&header, "first_name"), Some(1));
        assert_eq!(find(&header, "First Name [Required]"), Some(0));
        assert_eq!(find(&header, "displayname"), Some(2));
        assert_eq!(find(&header, "Name"), Some(2));
        assert_eq!(find(&header, "Names"), None);
    }

    #[test]
    fn brackets_may_be_left_out_on_both_sides() {
        assert_eq!(find(&header(&["Status"]), "Status [READ ONLY]"), Some(0));
        assert_eq!(find(&header(&["Phone [home]", "Phone [work]"]), "Phone"), None);
        assert_eq!(find(&header(&["Phone [home]", "Phone [work]"]), "work"), Some(1));
        assert_eq!(find(&header(&["", "a"]), "[x]"), None);
    }
}
