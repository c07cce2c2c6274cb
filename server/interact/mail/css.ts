import {
  type CssNode,
  generate,
  ident,
  type List,
  type ListItem,
  parse,
  string,
  walk,
} from 'css-tree';

export interface StyleRules {
  /** Whether pictures from elsewhere may be shown. */
  remote: boolean;
  /** Called for each reference to something outside the mail that was taken out. */
  onBlocked(): void;
}

/** At-rules that arrange what is there; the others load, or speak to the page around. */
const keptAtRules = new Set(['media', 'supports']);
/** Properties by which a mail could step out of its place, run something, or track. */
const droppedProperties =
  /^(?:behavior|-moz-binding|-ms-behavior|cursor|src|filter|-webkit-user-modify|animation.*|transition.*)$/i;
/** Functions that fetch or compute outside the mail. `url` is judged by where it leads. */
const droppedFunctions =
  /^(?:image-set|-webkit-image-set|image|cross-fade|-webkit-cross-fade|element|-moz-element|src|expression|paint|attr|var|env)$/i;
const harmlessData = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]*$/i;

/** A style sheet or the value of a style attribute with everything removed that loads or overlays. */
export function cleanStyle(
  css: string,
  context: 'stylesheet' | 'declarationList',
  rules: StyleRules,
): string {
  const tree = parse(css, {
    context,
    parseCustomProperty: true,
    parseAtrulePrelude: true,
    onParseError: () => undefined,
  });
  walk(tree, {
    enter(node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      if (!list) return;
      if (node.type === 'Atrule') dropAtRule(node.name, item, list, rules);
      else if (node.type === 'Declaration') {
        if (!isHarmless(node.property, node.value, rules)) list.remove(item);
      } else if (node.type === 'Raw' || node.type === 'Comment') {
        // What the parser did not understand, a browser might.
        list.remove(item);
      }
    },
  });
  // "</style" in a string would end the element for a browser.
  return generate(tree).replace(/<(?=[/!])/g, '\\3c ');
}

function dropAtRule(
  name: string,
  item: ListItem<CssNode>,
  list: List<CssNode>,
  rules: StyleRules,
): void {
  const plain = ident.decode(name).toLowerCase();
  if (keptAtRules.has(plain)) return;
  if (plain === 'import' || plain === 'font-face') rules.onBlocked();
  list.remove(item);
}

function isHarmless(property: string, value: CssNode, rules: StyleRules): boolean {
  const name = ident.decode(property).toLowerCase();
  if (droppedProperties.test(name) || name.startsWith('--')) return false;
  if (value.type === 'Raw') {
    if (/url|image|src/i.test(ident.decode(value.value))) rules.onBlocked();
    return false;
  }
  let harmless = true;
  walk(value, (node) => {
    if (!harmless) return;
    if (node.type === 'Url') harmless = isAllowedUrl(node.value, rules);
    else if (node.type === 'Function') {
      const call = ident.decode(node.name).toLowerCase();
      if (droppedFunctions.test(call)) {
        if (/image|src|fade/.test(call)) rules.onBlocked();
        harmless = false;
      } else if (call === 'url') {
        const first = node.children.first;
        harmless =
          first?.type === 'String' &&
          isAllowedUrl(string.decode(JSON.stringify(first.value)), rules);
      }
    } else if (node.type === 'Raw') harmless = false;
    else if (name === 'position' && node.type === 'Identifier') {
      harmless = !/^(?:fixed|sticky|-webkit-sticky)$/i.test(ident.decode(node.name));
    }
  });
  return harmless;
}

function isAllowedUrl(url: string, rules: StyleRules): boolean {
  const plain = url.trim();
  if (harmlessData.test(plain)) return true;
  if (rules.remote && /^https:\/\//i.test(plain)) return true;
  if (!/^(?:data|cid|#)/i.test(plain)) rules.onBlocked();
  return false;
}
