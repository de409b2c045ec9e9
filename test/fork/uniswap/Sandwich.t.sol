// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice Somebody with any capital moves the pool before an operation and back after it, a thousand times for each; the best of them counts.
contract SandwichTest is RangeTest {
    uint256 private constant TRIES = 1_000;
    uint256 private constant LST_MOVED = 100e18;
    uint256 private constant DUST = 1e12;

    int24 private at;

    function setUp() public override {
        super.setUp();
        at = _parTick();
        uint256 weth = LST_MOVED * _par() / WAD;
        _hold(2 * LST_MOVED, 2 * weth);
        _open(at - 25, at + 25, LST_MOVED, weth);
        _tradeToTick(12);
        _tradeToTick(-12);
        _tradeToTick(0);
    }

    /// @dev Adding at a false price: what goes in loses no more than the price was false by.
    function test_Open() public {
        _best(this.anyOpening, 2 * LST_MOVED * MAX_DEVIATION_BPS / BPS);
    }

    function test_Reposition() public {
        _best(this.anyReposition, 4 * LST_MOVED * MAX_DEVIATION_BPS / BPS);
    }

    function test_Compound() public {
        _best(this.compounding, 2 * LST_MOVED * MAX_DEVIATION_BPS / BPS);
    }

    function test_Sale() public {
        _best(this.sale, LST_MOVED * MAX_SLIPPAGE_BPS / BPS);
    }

    function test_Purchase() public {
        _best(this.purchase, LST_MOVED * MAX_SLIPPAGE_BPS / BPS);
    }

    /// @dev Taking off liquidity costs nothing at any price.
    function test_Close() public {
        _best(this.closing, 0);
    }

    function test_Free() public {
        _best(this.freeing, 0);
    }

    /* OPERATIONS, WITH THE ATTACKER'S CHOICE OF THEIR ARGUMENTS */

    function anyOpening(uint256 seed) external view returns (bytes memory) {
        (int24 lower, int24 upper) = _anyRange(seed);
        return _opening(lower, upper, ALL, ALL);
    }

    function anyReposition(uint256 seed) external view returns (bytes memory) {
        (int24 lower, int24 upper) = _anyRange(seed);
        return abi.encodeCall(IUniswapV3Range.reposition, (at - 25, at + 25, lower, upper, 0));
    }

    function compounding(uint256) external view returns (bytes memory) {
        return abi.encodeCall(IUniswapV3Range.compound, (at - 25, at + 25, 0));
    }

    function sale(uint256) external pure returns (bytes memory) {
        return _selling(LST_MOVED, 0);
    }

    function purchase(uint256) external view returns (bytes memory) {
        return _buying(LST_MOVED * _par() / WAD, 0);
    }

    function closing(uint256) external view returns (bytes memory) {
        return _closing(at - 25, at + 25);
    }

    function freeing(uint256) external pure returns (bytes memory) {
        return "";
    }

    /* INTERNAL */

    function _best(function(uint256) external view returns (bytes memory) operation, uint256 bound) private {
        // A thousand of them are more than a block's gas.
        vm.pauseGasMetering();
        uint256 value = _value();
        uint256 state = vm.snapshotState();
        // On the stack, since going back to the state takes the test's storage along.
        uint256 passed;
        int256 worstLoss = type(int256).min;
        int256 bestProfit = type(int256).min;
        for (uint256 i; i < TRIES; ++i) {
            uint256 seed = _random(uint256(keccak256("sandwich")), i);
            (bool ok, int256 loss, int256 profit) = _sandwich(operation(seed), seed >> 64, value);
            vm.revertToState(state);
            if (!ok) continue;
            ++passed;
            worstLoss = SignedMath.max(worstLoss, loss);
            bestProfit = SignedMath.max(bestProfit, profit);
        }
        vm.resumeGasMetering();
        emit log_named_uint("sandwiches that the guard let through", passed);
        emit log_named_decimal_int("worst loss of the vault at par, LST", worstLoss, 18);
        emit log_named_decimal_int("best profit of the attacker at par, LST", bestProfit, 18);
        emit log_named_decimal_uint("bound, LST", bound, 18);
        assertGt(passed, TRIES / 4, "the attacker was heard");
        assertLe(worstLoss, int256(bound + DUST), "the vault loses no more than the bound");
        assertLe(bestProfit, int256(bound + DUST), "and nobody gains more than that");
    }

    /// @dev The price goes to anywhere near the guard's bound, the operation runs, and the price goes back to par.
    function _sandwich(bytes memory operation, uint256 seed, uint256 value)
        private
        returns (bool ok, int256 loss, int256 profit)
    {
        (paidLst, paidEth) = (0, 0);
        _tradeToTick(_between(seed, -42, 42));
        uint256 freed;
        (ok, freed) = _run(operation);
        if (!ok) return (ok, loss, profit);
        _tradeToTick(0);
        loss = int256(value) - int256(_value() + freed);
        profit = -(paidLst + paidEth * int256(WAD) / int256(_par()));
    }

    function _run(bytes memory operation) private returns (bool ok, uint256 freed) {
        if (operation.length == 0) {
            freed = range.withdrawable();
            _take(freed);
            return (true, freed);
        }
        vm.prank(address(vault));
        try range.manage(operation) {
            ok = true;
        } catch {}
    }
}
