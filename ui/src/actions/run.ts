/** Give an order; what the server says against it is shown where the order was given from. */
import { messageOf } from "@/api/errors";
import { showToast } from "@/lib/toasts";

export async function run<T>(order: () => Promise<T>): Promise<T | null> {
  try {
    return await order();
  } catch (error) {
    showToast(messageOf(error), { isTrouble: true });
    return null;
  }
}
