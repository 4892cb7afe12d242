/** Enough for the equal subscriptions to one event to find the answer of the first of them. */
const mostRemembered = 1_000;

/** Equal questions share one answer, asked once: the first asks, the others wait for it. */
export class SharedAnswers<Answer> {
  private readonly asked = new Map<string, Promise<Answer>>();

  share(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.asked.get(question);
    if (known) {
      return known;
    }
    const answer = ask();
    this.asked.set(question, answer);
    if (this.asked.size > mostRemembered) {
      this.asked.delete(this.asked.keys().next().value as string);
    }
    answer.catch(() => this.asked.delete(question));
    return answer;
  }
}
