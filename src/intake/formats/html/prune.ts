import { measureProse } from "./page.ts";
import type { Page, PageElement } from "./page.ts";

/** Never part of a report, whatever is in them. */
const ALWAYS =
  "script, style, noscript, template, iframe, object, embed, svg, canvas, video, audio, img, picture, figure, figcaption, caption, form, input, select, textarea, button, dialog, link, meta, map, " +
  "[role=navigation], [role=search], [role=dialog], [role=alertdialog], [role=menu], [role=menubar], [role=contentinfo], [role=complementary], [aria-modal=true]";

/** Not part of a report unless most of the page is inside. */
const USUALLY =
  "nav, aside, footer, menu, [hidden], [aria-hidden=true], [style*='display:none'], [style*='display: none'], [style*='visibility:hidden'], [style*='visibility: hidden']";

/** Words in a class or id that say what an element is for. */
const PURPOSES =
  "share shares sharing sharebar sharetools social socials addthis follow newsletter newsletters nl signup " +
  "sign-up subscribe subscription paywall regwall register promo promos promotion advert adverts " +
  "advertisement advertising ad ads adslot adunit adbox adlabel dfp gpt sponsor sponsored taboola outbrain " +
  "related recirc recirculation rec recs recommended recommendations recommendation most-read mostread " +
  "most-popular popular trending read-more readmore read-also more-on more-stories morestories also-read " +
  "see-also seealso teaser teasers up-next rail comment comments disqus replies cookie cookies consent gdpr " +
  "ccpa cmp onetrust breadcrumb breadcrumbs nav navbar navigation topnav subnav menu sidebar side-bar footer " +
  "foot masthead skip skip-link skiplink caption captions wp-caption credit credits photo-credit " +
  "image-credit gallery slideshow carousel media-caption photo lightbox tags taglist tag-list topics " +
  "keywords tools toolbar toolbox author-bio about-author author-box authorbox bio widget popup pop-up modal " +
  "overlay toast sr-only screen-reader-text visually-hidden visuallyhidden pullquote pull-quote copyright " +
  "correction-form audio audio-player listen podcast video-player weather poll quiz crossword";
const PURPOSE = new RegExp(`(?:^|[\\s_-])(?:${PURPOSES.replaceAll(" ", "|")})(?=$|[\\s_-])`, "i");

/** An element with this share of the page's prose is the page, whatever it is called. */
const TOO_MUCH = 0.4;

/** Takes out of a page what is no part of its report, and leaves what most of its prose stands in. */
export function prune(page: Page): void {
  for (const element of page.querySelectorAll(ALWAYS)) element.remove();
  const body = page.querySelector("body");
  if (body === null) return;
  const prose = measureProse(body);
  const total = prose.get(body) ?? 0;
  const spare = (element: PageElement): boolean =>
    element === body || (total > 0 && (prose.get(element) ?? 0) > total * TOO_MUCH);
  for (const element of body.querySelectorAll(USUALLY)) if (!spare(element)) element.remove();
  for (const element of body.querySelectorAll("[class], [id]")) {
    if (/^(?:BODY|MAIN|ARTICLE|H1|HTML)$/.test(element.nodeName) || !PURPOSE.test(names(element))) continue;
    if (element.querySelector("h1") === null && !spare(element)) element.remove();
  }
  for (const header of body.querySelectorAll("header")) {
    const above = header.parentNode === body && header.querySelector("h1") === null;
    if (above && !spare(header)) header.remove();
  }
}

function names(element: PageElement): string {
  const own = `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
  // camelCase names are words too.
  return own.length > 400 ? "" : own.replace(/([a-z])([A-Z])/g, "$1-$2");
}
