//! `rowlock man`

use clap_mangen::Man;
use std::io::Write;

/// Prints the manual page of the whole command line: the program, then each command with its flags.
pub fn run() -> anyhow::Result<()> {
    let mut command = super::command();
    command.build();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        of(below, below.get_name(), &mut page)?;
    }
    Ok(std::io::stdout().write_all(&page)?)
}

/// One command as a section, its own commands behind it.
fn of(command: &clap::Command, name: &str, page: &mut Vec<u8>) -> anyhow::Result<()> {
    let mut sections = Vec::new();
    let man = Man::new(command.clone());
    man.render_synopsis_section(&mut sections)?;
    man.render_description_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    writeln!(page, ".SH \"ROWLOCK {}\"", name.to_uppercase())?;
    page.write_all(String::from_utf8(sections)?.replace(".SH ", ".SS ").as_bytes())?;
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        of(below, &format!("{name} {}", below.get_name()), page)?;
    }
    Ok(())
}
