/* The part of BLAS that numpy's arrays call, in place of OpenBLAS: 28 MB become 30 KB.

   OpenBLAS has kernels for each kind of processor; this program multiplies small tables of counts, for which plain
   loops do. Names, order of arguments and 64-bit sizes are those of numpy's wheels (`scipy_cblas_*64_`); meanings
   are those of the reference at netlib.org/blas. `tests/packaging/test_small_blas.py` compares it with OpenBLAS. */

#include <complex.h>
#include <stdint.h>

typedef int64_t size;
enum { BY_ROW = 101, PLAIN = 111, TURNED = 112, TURNED_CONJUGATE = 113, UPPER = 121 };
#define NAME(letter, rest) scipy_cblas_##letter##rest##64_
#define PUBLIC __attribute__((visibility("default")))
#define SAME(value) (value)

/* Vectors with negative steps are walked from their end. */
#define FIRST(count, step) ((step) < 0 ? (1 - (count)) * (step) : 0)

/* c = alpha * a b + beta * c, where element (i, k) of a lies at a[i * ai + k * ak]. In this order the inner loop runs
   along rows of b and c when these are stored by row. beta 0 overwrites, also what is no number. */
#define LOOPS(letter, T, CONJ) \
static void letter##_product(size rows, size columns, size inner, T alpha, const T *a, size ai, size ak, int ca, \
                             const T *b, size bk, size bj, int cb, T beta, T *c, size ci, size cj, int part) { \
    for (size i = 0; i < rows; i++) { \
        size from = part > 0 ? i : 0, to = part < 0 ? i + 1 : columns; \
        T *row = c + i * ci; \
        for (size j = from; j < to; j++) row[j * cj] = beta == 0 ? 0 : beta * row[j * cj]; \
        for (size k = 0; k < inner; k++) { \
            T value = a[i * ai + k * ak]; \
            T factor = alpha * (ca ? CONJ(value) : value); \
            const T *other = b + k * bk; \
            if (cj == 1 && bj == 1 && !cb) \
                for (size j = from; j < to; j++) row[j] += factor * other[j]; \
            else \
                for (size j = from; j < to; j++) row[j * cj] += factor * (cb ? CONJ(other[j * bj]) : other[j * bj]); \
        } \
    } \
} \
static void letter##_gemm(int order, int ta, int tb, size m, size n, size k, T alpha, const T *a, size lda, \
                          const T *b, size ldb, T beta, T *c, size ldc) { \
    int by_row = order == BY_ROW; \
    size ai = (ta == PLAIN) == by_row ? lda : 1, ak = (ta == PLAIN) == by_row ? 1 : lda; \
    size bk = (tb == PLAIN) == by_row ? ldb : 1, bj = (tb == PLAIN) == by_row ? 1 : ldb; \
    letter##_product(m, n, k, alpha, a, ai, ak, ta == TURNED_CONJUGATE, b, bk, bj, tb == TURNED_CONJUGATE, \
                     beta, c, by_row ? ldc : 1, by_row ? 1 : ldc, 0); \
} \
static void letter##_syrk(int order, int triangle, int t, size n, size k, T alpha, const T *a, size lda, \
                          T beta, T *c, size ldc) { \
    int by_row = order == BY_ROW; \
    size along = (t == PLAIN) == by_row ? lda : 1, across = (t == PLAIN) == by_row ? 1 : lda; \
    letter##_product(n, n, k, alpha, a, along, across, 0, a, across, along, 0, beta, \
                     c, by_row ? ldc : 1, by_row ? 1 : ldc, triangle == UPPER ? 1 : -1); \
} \
static void letter##_gemv(int order, int t, size m, size n, T alpha, const T *a, size lda, const T *x, size ix, \
                          T beta, T *y, size iy) { \
    int by_row = order == BY_ROW, turned = t != PLAIN; \
    size down = by_row ? lda : 1, right = by_row ? 1 : lda; \
    size rows = turned ? n : m, columns = turned ? m : n; \
    size ai = turned ? right : down, aj = turned ? down : right; \
    const T *from = x + FIRST(columns, ix); \
    T *to = y + FIRST(rows, iy); \
    for (size i = 0; i < rows; i++) to[i * iy] = beta == 0 ? 0 : beta * to[i * iy]; \
    if (ai == 1) \
        for (size j = 0; j < columns; j++) { \
            T factor = alpha * from[j * ix]; \
            for (size i = 0; i < rows; i++) \
                to[i * iy] += factor * (t == TURNED_CONJUGATE ? CONJ(a[i + j * aj]) : a[i + j * aj]); \
        } \
    else \
        for (size i = 0; i < rows; i++) { \
            T sum = 0; \
            for (size j = 0; j < columns; j++) \
                sum += from[j * ix] * (t == TURNED_CONJUGATE ? CONJ(a[i * ai + j * aj]) : a[i * ai + j * aj]); \
            to[i * iy] += alpha * sum; \
        } \
} \
static T letter##_dot(size n, const T *x, size ix, const T *y, size iy, int conjugate) { \
    T sum = 0; \
    x += FIRST(n, ix), y += FIRST(n, iy); \
    for (size i = 0; i < n; i++) sum += (conjugate ? CONJ(x[i * ix]) : x[i * ix]) * y[i * iy]; \
    return sum; \
} \
static void letter##_axpy(size n, T alpha, const T *x, size ix, T *y, size iy) { \
    x += FIRST(n, ix), y += FIRST(n, iy); \
    for (size i = 0; i < n; i++) y[i * iy] += alpha * x[i * ix]; \
}

LOOPS(s, float, SAME)
LOOPS(d, double, SAME)
LOOPS(c, float complex, conjf)
LOOPS(z, double complex, conj)

/* Real factors come by value, complex ones by address. */
#define OUTSIDE(letter, T, FACTOR, VALUE) \
PUBLIC void NAME(letter, gemm)(int order, int ta, int tb, size m, size n, size k, FACTOR alpha, const T *a, size lda, \
                               const T *b, size ldb, FACTOR beta, T *c, size ldc) { \
    letter##_gemm(order, ta, tb, m, n, k, VALUE(alpha), a, lda, b, ldb, VALUE(beta), c, ldc); \
} \
PUBLIC void NAME(letter, syrk)(int order, int triangle, int t, size n, size k, FACTOR alpha, const T *a, size lda, \
                               FACTOR beta, T *c, size ldc) { \
    letter##_syrk(order, triangle, t, n, k, VALUE(alpha), a, lda, VALUE(beta), c, ldc); \
} \
PUBLIC void NAME(letter, gemv)(int order, int t, size m, size n, FACTOR alpha, const T *a, size lda, const T *x, \
                               size ix, FACTOR beta, T *y, size iy) { \
    letter##_gemv(order, t, m, n, VALUE(alpha), a, lda, x, ix, VALUE(beta), y, iy); \
} \
PUBLIC void NAME(letter, axpy)(size n, FACTOR alpha, const T *x, size ix, T *y, size iy) { \
    letter##_axpy(n, VALUE(alpha), x, ix, y, iy); \
}
#define AT(pointer) (*(pointer))

OUTSIDE(s, float, float, SAME)
OUTSIDE(d, double, double, SAME)
OUTSIDE(c, float complex, const float complex *, AT)
OUTSIDE(z, double complex, const double complex *, AT)

PUBLIC float NAME(s, dot)(size n, const float *x, size ix, const float *y, size iy) {
    return s_dot(n, x, ix, y, iy, 0);
}
PUBLIC double NAME(d, dot)(size n, const double *x, size ix, const double *y, size iy) {
    return d_dot(n, x, ix, y, iy, 0);
}
#define COMPLEX_DOTS(letter, T) \
PUBLIC void NAME(letter, dotu_sub)(size n, const T *x, size ix, const T *y, size iy, T *found) { \
    *found = letter##_dot(n, x, ix, y, iy, 0); \
} \
PUBLIC void NAME(letter, dotc_sub)(size n, const T *x, size ix, const T *y, size iy, T *found) { \
    *found = letter##_dot(n, x, ix, y, iy, 1); \
}

COMPLEX_DOTS(c, float complex)
COMPLEX_DOTS(z, double complex)
