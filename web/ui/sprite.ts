import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Plugin } from 'vite';
import { icons } from './icons.ts';

/** All pictures of the interface in one file, each under its name; colour and stroke are those of where it is used. */
export function iconSprite(): string {
  const pictures = Object.entries(icons).map(([name, picture]) => {
    const drawn = renderToStaticMarkup(createElement(picture));
    return `<g id="${name}">${drawn.slice(drawn.indexOf('>') + 1, -'</svg>'.length)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg"><defs>${pictures.join('')}</defs></svg>`;
}

const address = 'virtual:icons';
const whileDeveloping = '/icons.svg';

/**
 * Serves `virtual:icons`, the address of that file: as scripts the pictures would have to arrive and be read before
 * anything is drawn.
 */
export function iconFile(): Plugin {
  let isBuilding = true;
  return {
    name: 'rapport:icons',
    configResolved: ({ command }) => {
      isBuilding = command === 'build';
    },
    configureServer: ({ middlewares }) => {
      middlewares.use(whileDeveloping, (_request, response) => {
        response.setHeader('content-type', 'image/svg+xml');
        response.end(iconSprite());
      });
    },
    resolveId: (id) => (id === address ? `\0${address}` : undefined),
    load(id) {
      if (id !== `\0${address}`) return undefined;
      if (!isBuilding) return `export const pictures = '${whileDeveloping}';`;
      const file = this.emitFile({ type: 'asset', name: 'icons.svg', source: iconSprite() });
      return `export const pictures = import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}
