#include "admin/report/html_parts.h"

namespace harmony::admin {

// Colours are those of the kiosk. Contrast on the paper (#F7F5EF): text 15.0, quiet 5.9, primary
// 10.6, whisker on bar and on track above 3. Nothing is told by colour alone.
std::string style_sheet() {
    return R"css(
:root{--paper:#F7F5EF;--card:#FFFFFF;--ink:#16202A;--quiet:#56606B;--line:#DDD8CB;--primary:#0B3C5D;
--bar:#3E7CA6;--track:#ECE8DD;--warm:#F3E3C3;--warm-line:#C98A1B}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);
font:1.0625rem/1.6 "Noto Sans","Source Sans 3","Segoe UI",system-ui,sans-serif;
font-variant-numeric:tabular-nums lining-nums;font-kerning:normal}
.page{max-width:70rem;margin:0 auto;padding:0 1.5rem}
a{color:var(--primary);text-underline-offset:.18em;text-decoration-thickness:.07em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--warm-line);
outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
.internal{background:#7A1F1F;color:#FFF;font-weight:700;text-align:center;padding:.5rem 1.5rem;margin:0}
header.top{background:var(--primary);color:#FFF;padding:3rem 0 3.25rem}
header.top p{margin:0;color:#DCE7EE}
header.top .from{font-weight:600;letter-spacing:.01em}
h1{font-size:clamp(1.9rem,4.2vw,2.9rem);line-height:1.15;letter-spacing:-.015em;margin:.6rem 0 .8rem;
max-width:24ch;text-wrap:balance}
h2{font-size:1.65rem;line-height:1.25;letter-spacing:-.01em;color:var(--primary);margin:3.5rem 0 1rem}
h3{font-size:1.3rem;line-height:1.35;margin:0 0 .25rem;max-width:46ch;text-wrap:balance}
h4{font-size:1rem;margin:1.5rem 0 .5rem}
p{max-width:68ch;margin:0 0 1rem}
.caveat{background:var(--warm);border-left:6px solid var(--warm-line);padding:1.4rem 1.75rem;
margin:-1.5rem 0 0;border-radius:0 8px 8px 0;position:relative}
.caveat h2{margin:0 0 .5rem;font-size:1.15rem;color:var(--ink);letter-spacing:0}
.caveat .both{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1rem 3rem}
.caveat p{margin:0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1rem;margin:2rem 0 0;
padding:0}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.2rem;
display:flex;flex-direction:column-reverse;justify-content:flex-end}
.figures dt{color:var(--quiet);font-size:.92rem;line-height:1.35}
.figures dd{margin:0;font-size:2rem;line-height:1.2;font-weight:700;color:var(--primary)}
table{border-collapse:collapse;width:100%;font-size:.95rem;line-height:1.4}
caption{text-align:left;color:var(--quiet);font-size:.88rem;padding:0 0 .5rem}
th,td{padding:.5rem .75rem;border-bottom:1px solid var(--line);vertical-align:baseline}
thead th{font-size:.85rem;color:var(--quiet);font-weight:600;border-bottom:2px solid var(--line);
vertical-align:bottom}
th{text-align:left;font-weight:400}
td.n,th.n{text-align:right;white-space:nowrap}
thead th.n{white-space:normal}
tbody.rest th,tbody.rest td{color:var(--quiet);font-size:.88rem}
tbody.rest tr:first-child th,tbody.rest tr:first-child td{border-top:2px solid var(--line)}
td.share{font-weight:600}
td small{display:block;color:#3F4954;font-weight:400;font-size:.8rem}
.hidden,td.share.hidden{color:var(--quiet);font-style:italic;font-weight:400}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.75rem;
margin:0 0 1.5rem}
.eyebrow{color:var(--quiet);font-size:.9rem;font-weight:600;margin:0 0 .25rem}
.hint{color:var(--quiet);margin:0 0 .5rem}
.base{margin:.4rem 0 .75rem}
.notes{list-style:none;margin:0 0 1.25rem;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}
.notes li{background:#F1EDE2;border-radius:6px;padding:.25rem .75rem;font-size:.9rem}
.pair{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:2.25rem;align-items:start}
figure{margin:0}
.chart{display:block;width:100%;height:auto;overflow:visible}
.chart text{font:15px "Noto Sans","Source Sans 3","Segoe UI",system-ui,sans-serif;fill:var(--ink)}
.chart text.words[text-anchor=end]{font-weight:700}
.chart text.quiet{fill:var(--quiet);font-style:italic}
.chart .bar{fill:var(--bar)}.chart .track{fill:var(--track)}
.chart .whisker{stroke:var(--ink);stroke-width:2}
.chart .outside{stroke:#8A5A00;stroke-width:2;stroke-dasharray:5 4}
.chart line.bar{stroke:var(--bar);stroke-width:2}
.chart .area{fill:var(--primary);stroke:var(--quiet);stroke-width:1}
figure.drawing{max-width:44rem}
.quote{border-left:4px solid var(--warm-line);padding-left:1rem;font-style:italic}
td.answer{overflow-wrap:anywhere}
figcaption{color:var(--quiet);font-size:.85rem;margin-top:.5rem}
details{border-top:1px solid var(--line);margin-top:1.25rem;padding-top:.75rem}
summary{cursor:pointer;font-weight:600;color:var(--primary);padding:.3rem 0}
details .scroll{margin-top:.75rem}
.scroll{overflow-x:auto}
.matrix td{min-width:5.6rem}
.matrix th[scope=row]{min-width:9rem}
.places{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(28rem,100%),1fr));gap:1.5rem}
.places .card{margin:0}
.places .chart{margin:1rem 0 1.5rem}
footer{border-top:1px solid var(--line);margin:4rem 0 0;padding:1.5rem 0 3rem;color:var(--quiet);
font-size:.9rem}
@media screen and (max-width:52rem){.pair,.caveat .both{grid-template-columns:minmax(0,1fr)}.card{padding:1.25rem}}
@media screen and (max-width:34rem){.page{padding:0 1rem}figure.bars{display:none}th,td{padding:.45rem .4rem}}
@page{size:A4;margin:16mm 15mm 18mm}
@media print{
html{font-size:9pt}
body{background:#FFF;font-size:9.5pt;line-height:1.45;-webkit-print-color-adjust:exact;
print-color-adjust:exact}
.page{max-width:none;padding:0}
header.top{background:none;color:var(--ink);padding:0 0 6mm;border-bottom:2pt solid var(--primary)}
header.top p{color:var(--quiet)}h1{color:var(--primary);font-size:24pt}
h2{font-size:15pt;margin:9mm 0 3mm;break-after:avoid}h3{font-size:12pt}h3,h4{break-after:avoid}
.caveat{margin:6mm 0 0;padding:4mm 5mm}.caveat .both{gap:2mm 8mm}
.card{border:0;border-top:.75pt solid var(--line);border-radius:0;padding:4mm 0 0;margin:0 0 6mm}
.top-of-question,.pair,tr,.figures div,.caveat,details,.places .card{break-inside:avoid}
details{margin-top:3mm;padding-top:2mm}p{max-width:none}
.top-of-question{break-after:avoid}
.places{grid-template-columns:1fr 1fr;gap:6mm}.pair{gap:8mm}
.figures{gap:3mm;grid-template-columns:repeat(5,1fr);margin-top:6mm}
.figures div{padding:2.5mm 3mm}.figures dd{font-size:16pt}.figures dt{font-size:8.5pt}
table{font-size:8.5pt}th,td{padding:1.2mm 1.8mm}thead{display:table-header-group}
.scroll{overflow:visible}.matrix td,.matrix th[scope=row]{min-width:0}td small{font-size:7pt}
details::details-content{content-visibility:visible;display:block;height:auto}
summary{list-style:none}a{color:inherit;text-decoration:none}.skip{display:none}
}
)css";
}

}  // namespace harmony::admin
