import {
  type ComponentType,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  useEffect,
  useState,
} from 'react';

interface Opened {
  /** A Button or IconButton. */
  trigger: ReactElement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A layer whose code comes when somebody is about to need it. */
export interface ComingLayer<Props> {
  kind: 'menu' | 'dialog';
  /** Once it is there. */
  loaded: () => ComponentType<Props> | undefined;
  fetch: () => Promise<ComponentType<Props>>;
  preload: () => void;
}

/** After the page has come to rest, before most people have moved. */
const restMilliseconds = 700;

export function comingLayer<Props>(
  kind: 'menu' | 'dialog',
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComingLayer<Props> {
  let loaded: ComponentType<Props> | undefined;
  let isComing = false;
  const fetch = async () => {
    loaded ??= (await load()).default;
    return loaded;
  };
  return {
    kind,
    loaded: () => loaded,
    fetch,
    preload: () => {
      if (isComing) return;
      isComing = true;
      // A failed fetch ahead of time is no news: it is tried again when the layer is asked for.
      setTimeout(() => void fetch().catch(() => undefined), restMilliseconds);
    },
  };
}

/**
 * A button and the layer that it opens. Layers weigh as much as a tenth of the first screen, so until their code is
 * there the button stands alone, and a press is kept: the layer opens as soon as it can. A button that stands there
 * keeps standing until it is pressed, so that nobody loses the focus to code that arrives.
 */
export function Opening<Props extends Opened>({
  layer,
  given,
}: {
  layer: ComingLayer<Props>;
  given: Props;
}) {
  const { trigger, isOpen, onOpenChange } = given;
  const [Layer, setLayer] = useState(() => layer.loaded());
  const [isPressed, setPressed] = useState(false);
  const [isReady, setReady] = useState(Layer !== undefined);
  const [isOpenByItself, setOpenByItself] = useState(false);
  const isWanted = isOpen ?? isOpenByItself;
  useEffect(layer.preload, []);
  useEffect(() => {
    if (Layer) {
      // Its button has the focus by now, to which the layer gives it back.
      setReady(true);
      return;
    }
    if (!isWanted) return;
    layer.fetch().then(
      (arrived) => setLayer(() => arrived),
      // Thrown while drawing, so that the page's error boundary speaks about it.
      (error: unknown) =>
        setLayer(() => {
          throw error;
        }),
    );
  }, [layer, Layer, isWanted]);
  const change = (next: boolean) => {
    setOpenByItself(next);
    onOpenChange?.(next);
  };
  if (Layer) {
    return (
      <Layer
        {...given}
        trigger={isPressed ? cloneElement(trigger, focused) : trigger}
        isOpen={isWanted && isReady}
        onOpenChange={change}
      />
    );
  }
  const press = () => {
    setPressed(true);
    change(true);
  };
  return cloneElement(trigger, {
    onPress: press,
    ...(layer.kind === 'menu' && {
      onKeyDown: (event: KeyboardEvent & { continuePropagation?: () => void }) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') press();
        else event.continuePropagation?.();
      },
    }),
    'aria-haspopup': layer.kind,
    'aria-expanded': isWanted,
  } as object);
}

const focused = { autoFocus: true } as object;
