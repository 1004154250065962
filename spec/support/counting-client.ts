/** A client that answers nothing and counts what it is sent. */
export class CountingClient {
  sent = 0;

  send(): Promise<object> {
    this.sent += 1;
    return Promise.resolve({});
  }
}
