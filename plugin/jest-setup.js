import './.config/jest-setup';
import { toHaveNoViolations } from 'jest-axe';

expect.extend(toHaveNoViolations);

// jsdom lays nothing out, and Grafana's lists draw only the rows for which they measure room.
HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: 8 * text.length }) });
for (const side of ['clientWidth', 'clientHeight']) {
  Object.defineProperty(Element.prototype, side, { value: 400 });
}

// i18next, inside Grafana's packages, greets every test file with an advertisement.
console.info = () => {};

// React 19 asks for one when it is loaded, and jsdom has none. Node's own would keep the tests from ending.
global.MessageChannel ??= class {
  port1 = {};
  port2 = { postMessage: () => setTimeout(() => this.port1.onmessage?.()) };
};

global.IntersectionObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
