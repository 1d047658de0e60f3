//! `rowlock man`

/// Prints the manual page of the whole command line.
pub fn run() -> anyhow::Result<()> {
    clap_mangen::Man::new(super::command()).render(&mut std::io::stdout())?;
    Ok(())
}
