//! `table`: aligned columns for people.
//!
//! comfy-table lays them out and wraps them; which columns are shown at all is decided here.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint};

use super::color::Paint;
use super::sheet::Rows;
use super::style::{Columns, Style};
use super::width::width;
use super::{layout, people};
use crate::record::{Heading, Record, Value};

/// The cells between two columns.
const GAP: u16 = 2;
/// So many columns are shown however narrow it is.
const ALWAYS_SHOWN: usize = 3;
/// Texts of several words are wrapped to this width, so that another column fits; narrower they would be hard to read.
const READABLE: usize = 18;

/// The widths of a column.
struct Widths {
    /// What it takes at least to be readable: [`READABLE`], or the longest word if that is more; less if nine of ten cells do
    /// not need so much.
    readable: usize,
    /// That of the widest cell.
    widest: usize,
}

/// A table under way: it collects, since the widest cell of a column is known only at the end.
pub(crate) struct Table<'a> {
    out: &'a mut dyn Write,
    headings: &'a [Heading],
    style: Style,
    rows: Vec<Vec<String>>,
    numeric: Vec<bool>,
}

impl<'a> Table<'a> {
    pub(crate) fn begin(out: &'a mut dyn Write, headings: &'a [Heading], style: Style) -> Self {
        Self { out, headings, style, rows: Vec::new(), numeric: vec![true; headings.len()] }
    }

    /// The least width of each column that is shown.
    ///
    /// Where they do not all fit, the last ones are left out, unless somebody chose them. A few long cells shall not
    /// cost the others their place, so what counts there is the usual width; what is wider is wrapped first, and then texts
    /// of several words, as far as they can be read.
    fn fit(&self) -> Vec<usize> {
        let columns = self.headings.iter().enumerate();
        let (mut least, widest): (Vec<_>, Vec<_>) = columns
            .map(|(column, heading)| self.widths(column, heading))
            .map(|of| (of.readable, of.widest))
            .unzip();
        let limit = self.style.width.unwrap_or(usize::MAX);
        let total = |widths: &[usize]| {
            widths.iter().sum::<usize>() + usize::from(GAP) * widths.len().saturating_sub(1)
        };
        if total(&widest) <= limit {
            return widest;
        }
        // What is copied stays on one line, unless that would cost it its place.
        if let Some(place) = self.headings.iter().position(|heading| heading.name == "todo") {
            let readable = std::mem::replace(&mut least[place], widest[place]);
            if total(&least[..=place]) > limit {
                least[place] = readable;
            }
        }
        if self.style.columns == Columns::Usual {
            while least.len() > ALWAYS_SHOWN && total(&least) > limit {
                least.pop();
            }
        }
        if let Some(spare) = limit.checked_sub(total(&least)) {
            share(spare, &mut least, &widest);
            return least;
        }
        let headings = &self.headings[..least.len()];
        let titles: Vec<usize> = headings.iter().map(|heading| width(heading.title)).collect();
        if total(&titles) <= limit { titles } else { vec![0; least.len()] }
    }

    /// Of a column; none is less than its title.
    fn widths(&self, column: usize, heading: &Heading) -> Widths {
        let cells = || self.rows.iter().filter_map(|cells| cells.get(column));
        let sorted = |mut widths: Vec<usize>| {
            widths.sort_unstable();
            widths
        };
        let whole = sorted(cells().map(|cell| width(cell)).collect());
        let longest_word = |cell: &String| cell.split(' ').map(width).max().unwrap_or(0);
        let words = sorted(cells().map(longest_word).collect());
        let last = whole.len().saturating_sub(1);
        let at = |widths: &[usize], place: usize| {
            widths.get(place).copied().unwrap_or(0).max(width(heading.title))
        };
        let widest = at(&whole, last);
        if is_whole(heading) {
            return Widths { readable: widest, widest };
        }
        let usual = at(&whole, last * 9 / 10);
        let word = at(&words, last);
        let readable = if word <= READABLE {
            usual.min(READABLE).max(word)
        } else {
            usual.min(at(&words, last * 9 / 10).max(READABLE))
        };
        Widths { readable, widest }
    }

    /// The rows, which are handed over, in the columns that are shown, with their least widths.
    fn laid_out(&mut self, least: &[usize]) -> comfy_table::Table {
        let shown = least.len();
        let color = self.style.color;
        let painted = |(heading, cell): (&Heading, String)| {
            if is_status(heading) { Paint::of_status(&cell).on(&cell, color) } else { cell }
        };
        let mut table = layout::borderless(self.style.width);
        let headings = &self.headings[..shown];
        table.set_header(headings.iter().map(|heading| heading.title.to_uppercase()));
        table.add_rows(self.rows.drain(..).map(|cells| headings.iter().zip(cells).map(painted)));
        for (column, (least, numeric)) in table.column_iter_mut().zip(least.iter().zip(&self.numeric)) {
            let padding = (0, if column.index + 1 < shown { GAP } else { 0 });
            column.set_padding(padding);
            column.set_constraint(if is_whole(&headings[column.index]) {
                ColumnConstraint::ContentWidth
            } else {
                ColumnConstraint::LowerBoundary(layout::fixed(*least, padding))
            });
            if *numeric {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }
}

/// Whether a column has colour.
fn is_status(heading: &Heading) -> bool {
    matches!(heading.name, "status" | "standing")
}

/// Whether a column is never wrapped: a command, which is copied; and the status, which is short, and which has colour,
/// whose codes comfy-table would count when it looks for where to wrap.
fn is_whole(heading: &Heading) -> bool {
    is_status(heading) || heading.name == "command"
}

/// Gives spare cells to the columns that are not as wide as they would be, first to those that lack least.
fn share(mut spare: usize, widths: &mut [usize], wanted: &[usize]) {
    let mut columns: Vec<_> = widths.iter_mut().zip(wanted).collect();
    columns.sort_by_key(|(width, wanted)| *wanted - **width);
    for (width, wanted) in columns {
        let more = spare.min(wanted - *width);
        *width += more;
        spare -= more;
    }
}

impl Rows for Table<'_> {
    fn row(&mut self, record: &Record) -> io::Result<()> {
        for (value, numeric) in record.values.iter().zip(&mut self.numeric) {
            *numeric &= matches!(value, Value::Number(_) | Value::Null);
        }
        self.rows.push(record.values.iter().map(people::line).collect());
        Ok(())
    }

    fn end(&mut self) -> io::Result<usize> {
        if self.rows.is_empty() {
            return Ok(0);
        }
        let least = self.fit();
        let table = self.laid_out(&least);
        let mut lines = layout::lines(&table);
        if let Some(titles) = lines.next() {
            writeln!(self.out, "{}", Paint::Bold.on(&titles, self.style.color))?;
        }
        lines.try_for_each(|line| writeln!(self.out, "{line}"))?;
        self.out.flush()?;
        Ok(self.headings.len() - least.len())
    }
}

#[cfg(test)]
mod tests {
    use crate::output::test_data::{HEADINGS, shown, shown_as, strange, user, without_colour};
    use crate::output::{Columns, Format, Style};
    use crate::record::{Heading, Record, Value};

    fn at(width: usize) -> Style {
        Style { width: Some(width), ..Style::default() }
    }

    fn staff() -> Vec<Record> {
        vec![
            user(1, "ann.miller@harborhouse.example.org", "Ann Miller", "active"),
            user(2, "maximiliane.featherstonehaugh@northern-outreach.example.org", "Maximiliane", "pending"),
            user(3, "bo@example.org", "Bo", "inactive"),
        ]
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(shown(Format::Table, &HEADINGS, &[]), "");
    }

    #[test]
    fn a_pipe_gets_whole_lines() {
        insta::assert_snapshot!(shown(Format::Table, &HEADINGS, &staff()), @"
        E-MAIL                                                       NAME         STATUS    WORKGROUPS               TWO-STEP  CREATED
        ann.miller@harborhouse.example.org                           Ann Miller   active    Intake                   no        2026-11-22 12:01Z
        maximiliane.featherstonehaugh@northern-outreach.example.org  Maximiliane  pending   Intake, Case Management  yes       2026-11-22 12:02Z
        bo@example.org                                               Bo           inactive  -                        no        2026-11-22 12:03Z
        ");
    }

    #[test]
    fn strange_names_stay_in_their_cells() {
        insta::assert_snapshot!(shown(Format::Table, &HEADINGS, &strange()), @r#"
        E-MAIL          NAME                            STATUS  WORKGROUPS               TWO-STEP  CREATED
        u1@example.org  Robert'); DROP TABLE users;--   active  Intake                   no        2026-11-22 12:01Z
        u2@example.org  <script>alert(1)</script>       active  Intake, Case Management  yes       2026-11-22 12:02Z
        u3@example.org  null                            active  -                        no        2026-11-22 12:03Z
        u4@example.org  NULL                            active  Intake                   yes       2026-11-22 12:04Z
        u5@example.org  =1+1                            active  Intake, Case Management  no        2026-11-22 12:05Z
        u6@example.org  שרה כהן                         active  -                        yes       2026-11-22 12:06Z
        u7@example.org  山田　👩‍💻                        active  Intake                   no        2026-11-22 12:07Z
        u8@example.org  a␛[31mred⏎line␉\u{202e}gnp.exe  active  Intake, Case Management  yes       2026-11-22 12:08Z
        u9@example.org  -                               active  -                        no        2026-11-22 12:09Z
        "#);
    }

    #[test]
    fn narrow_leaves_out_the_last_columns() {
        let (text, left_out) = shown_as(Format::Table, &HEADINGS, &staff(), at(80));
        insta::assert_snapshot!(text, @"
        E-MAIL                              NAME         STATUS    WORKGROUPS   TWO-STEP
        ann.miller@harborhouse.example.org  Ann Miller   active    Intake       no
        maximiliane.featherstonehaugh@nort  Maximiliane  pending   Intake,      yes
        hern-outreach.example.org                                  Case
                                                                   Management
        bo@example.org                      Bo           inactive  -            no
        ");
        assert_eq!(left_out, 1);
        assert!(text.lines().all(|line| super::width(line) <= 80));
    }

    #[test]
    fn texts_are_wrapped_before_a_column_is_left_out() {
        let headings = [
            Heading::new("kind", "Kind"),
            Heading::new("what", "What"),
            Heading::new("why", "Why"),
            Heading::new("by", "By"),
        ];
        let row = |words: [&str; 4]| Record { id: 1, values: words.map(Value::from).to_vec() };
        let rows = [
            row([
                "leaver",
                "Deactivated: 1 of your team, who had open work",
                "left for another county",
                "ann@example.org",
            ]),
            row([
                "inactivity-locked",
                "Locked for inactivity: 12 of your team",
                "nobody was there",
                "bo@example.org",
            ]),
        ];
        let (text, left_out) = shown_as(Format::Table, &headings, &rows, at(80));
        insta::assert_snapshot!(text, @"
        KIND               WHAT                 WHY                      BY
        leaver             Deactivated: 1 of    left for another county  ann@example.org
                           your team, who had
                           open work
        inactivity-locked  Locked for           nobody was there         bo@example.org
                           inactivity: 12 of
                           your team
        ");
        assert_eq!(left_out, 0);
        // Where they cannot be read any more, the last column is left out after all; no word is broken before.
        let (text, left_out) = shown_as(Format::Table, &headings, &rows, at(70));
        insta::assert_snapshot!(text, @"
        KIND               WHAT                        WHY
        leaver             Deactivated: 1 of your      left for another county
                           team, who had open work
        inactivity-locked  Locked for inactivity: 12   nobody was there
                           of your team
        ");
        assert_eq!(left_out, 1);
    }

    #[test]
    fn very_narrow_wraps_the_first_columns() {
        let (text, left_out) = shown_as(Format::Table, &HEADINGS, &staff(), at(30));
        insta::assert_snapshot!(text, @"
        E-MAIL     NAME       STATUS
        ann.mille  Ann        active
        r@harborh  Miller
        ouse.exam
        ple.org
        maximilia  Maximilia  pending
        ne.feathe  ne
        rstonehau
        gh@northe
        rn-outrea
        ch.exampl
        e.org
        bo@exampl  Bo         inactive
        e.org
        ");
        assert_eq!(left_out, 3);
    }

    #[test]
    fn chosen_columns_are_all_shown() {
        let style = Style { columns: Columns::Chosen, ..at(80) };
        let (text, left_out) = shown_as(Format::Table, &HEADINGS, &staff(), style);
        insta::assert_snapshot!(text, @"
        E-MAIL                 NAME         STATUS    WORKGROUPS    TWO-STEP  CREATED
        ann.miller@harborhous  Ann Miller   active    Intake        no        2026-11-22
        e.example.org                                                         12:01Z
        maximiliane.featherst  Maximiliane  pending   Intake, Case  yes       2026-11-22
        onehaugh@northern-out                         Management              12:02Z
        reach.example.org
        bo@example.org         Bo           inactive  -             no        2026-11-22
                                                                              12:03Z
        ");
        assert_eq!(left_out, 0);
    }

    #[test]
    fn numbers_stand_right_and_status_is_coloured() {
        let headings = [Heading::new("cases", "Cases"), Heading::new("status", "Status")];
        let row = |number, status: &str| Record { id: 1, values: vec![Value::Number(number), status.into()] };
        let rows = [row(5, "active"), row(12_000, "locked")];
        let style = Style { color: true, ..Style::default() };
        let (text, _) = shown_as(Format::Table, &headings, &rows, style);
        insta::assert_snapshot!(text.replace('\u{1b}', "ESC"), @"
        ESC[1mCASES  STATUSESC[0m
            5  ESC[32mactiveESC[0m
        12000  ESC[31mlockedESC[0m
        ");
    }

    /// Names that are wrapped in the midst of wide characters, joined ones, and ones that steer.
    fn wide() -> Vec<Record> {
        vec![
            user(
                1,
                "taro.yamada@northern-outreach.example.org",
                "山田太郎 東京都千代田区丸の内一丁目",
                "active",
            ),
            user(
                2,
                "ada@example.org",
                "👩\u{200d}💻👨\u{200d}👩\u{200d}👧\u{200d}👦 Ada 🏳\u{fe0f}\u{200d}🌈",
                "pending",
            ),
            user(3, "zoe@example.org", "Zoe\u{308} Mu\u{308}ller-Lu\u{308}denscheidt", "locked"),
            user(4, "sara@example.org", "שרה כהן-לוי בת אברהם", "deactivated"),
            user(5, "esc@example.org", "a\u{1b}[31mred\u{1b}]0;t\u{7}\u{202e}gnp", "active"),
        ]
    }

    #[test]
    fn wide_characters_keep_the_columns_in_line() {
        let (text, left_out) = shown_as(Format::Table, &HEADINGS, &wide(), at(60));
        insta::assert_snapshot!(text, @r"
        E-MAIL            NAME                           STATUS
        taro.yamada@nort  山田太郎                       active
        hern-outreach.ex  東京都千代田区丸の内一丁目
        ample.org
        ada@example.org   👩‍💻👨‍👩‍👧‍👦 Ada 🏳️‍🌈                    pending
        zoe@example.org   Zoë Müller-Lüdenscheidt        locked
        sara@example.org  שרה כהן-לוי בת אברהם           deactivated
        esc@example.org   a␛[31mred␛]0;t␇\u{202e}gnp     active
        ");
        assert_eq!(left_out, 3);
    }

    #[test]
    fn no_line_is_too_long_and_colour_moves_nothing() {
        let rows = [staff(), strange(), wide()].concat();
        let chosen = (60..150).map(|width| (width, Columns::Chosen));
        for (width, columns) in (28..150).map(|width| (width, Columns::Usual)).chain(chosen) {
            let plain = Style { columns, ..at(width) };
            let (text, _) = shown_as(Format::Table, &HEADINGS, &rows, plain);
            assert!(text.lines().all(|line| super::width(line) <= width), "{width}\n{text}");
            let (colored, _) = shown_as(Format::Table, &HEADINGS, &rows, Style { color: true, ..plain });
            assert_eq!(without_colour(&colored), text, "{width}");
        }
    }
}
