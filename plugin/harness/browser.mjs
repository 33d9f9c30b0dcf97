// The browser that takes pictures: CHROMIUM_PATH names it, else the PATH is searched.
import { accessSync, constants } from 'fs';
import { delimiter, join } from 'path';
import { chromium } from 'playwright-core';

export function openBrowser() {
  return chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
}

function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const places = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [process.env.CHROMIUM_PATH, ...places].find((file) => {
    try {
      accessSync(file ?? '', constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) {
    console.error('no Chromium: name one in CHROMIUM_PATH or put it on the PATH');
    process.exit(1);
  }
  return found;
}
