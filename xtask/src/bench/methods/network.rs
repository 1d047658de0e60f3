//! Components, critical path, slip and betweenness beside networkx and scipy, on random networks of the same size.

use super::super::Line;
use super::python::{Python, number};
use super::{beside, ms, speed};
use anyhow::Result;

pub(super) fn measure(python: &Python) -> Result<Vec<Line>> {
    let ours = speed("network", None)?;
    let text = python.anchor("graph_anchor.py", &[], &[])?;
    let anchor = |line: &str| text.as_deref().map(|text| number(text, line, "best", "ms")).transpose();
    let (components, scipy) = (anchor("networkx strongly")?, anchor("scipy csgraph strong")?);
    let passes = components.zip(anchor("networkx dag_longest")?).map(|(components, longest)| components + longest);
    let (layout, cyclic, both) = (
        ours.of("network, layout")?,
        ours.of("network, strong components of the cyclic")?,
        ours.of("network, strong components and both passes, layout")?,
    );
    let (slip, betweenness) = (ours.of("network, slip")?, ours.of("network, betweenness")?);
    Ok(vec![
        beside(
            Line::new("strong components and both passes of the critical path, 100,000 nodes, 300,000 edges, laid out from edges", ms(both)),
            both,
            passes.map(|ms| (ms, "networkx, components and one pass, graph built before")),
            None,
        )
        .aim("at most 60 ms", both <= 60.0),
        beside(Line::new("strong components of the cyclic network", ms(cyclic)), cyclic, components.map(|ms| (ms, "networkx")), None)
            .aim("at most 15 ms", cyclic <= 15.0),
        beside(
            Line::new("the same, laid out from edges", ms(layout + cyclic)),
            layout + cyclic,
            scipy.map(|ms| (ms, "scipy, matrix included")),
            None,
        ),
        Line::new("a slip of one node through 100,000", ms(slip)).aim("at most 5 ms", slip <= 5.0),
        beside(
            Line::new("betweenness, 1,000 nodes, 5,000 edges", ms(betweenness)),
            betweenness,
            anchor("networkx betweenness")?.map(|ms| (ms, "networkx")),
            None,
        )
        .aim("at most 150 ms", betweenness <= 150.0),
    ])
}
