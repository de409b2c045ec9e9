// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";
import {OperationGas} from "test/gas/support/OperationGas.sol";

/// @notice To nine times on real Aave and Uniswap code, beside contracts that do nothing else: a bare flash swap, and a loop of 21 rounds. Our own asks
/// the oracle first, which a bare contract need not; with and without that, both are kept.
contract LeverageGasTest is AaveLoopTest, OperationGas("leverage") {
    uint256 private constant EQUITY = 10e18;

    function setUp() public override {
        super.setUp();
        _tradePoolTo(9_990);
    }

    function test_NineTimesInOneTransaction() public {
        uint256 debt = _debtFor(EQUITY, 900);
        uint256 bare = _rival("FlashSwapLoop.sol:FlashSwapLoop", _single(debt));
        uint256 rounds = _rival("RecursiveLoop.sol:RecursiveLoop", _rounds(debt));

        _supply(EQUITY);
        bytes memory operation = _up(debt, 0);
        vm.prank(address(vault));
        loop.manage(operation);
        uint256 ours = _used();
        // A view is no transaction of its own: no base is in these.
        oracle.rates();
        uint256 asking = _used();
        vault.oracle();
        asking += _used();

        vm.snapshotValue("leverage", "to 9x, Ballast", ours);
        vm.snapshotValue("leverage", "to 9x, Ballast without its oracle", ours - asking);
        vm.snapshotValue("leverage", "to 9x, bare flash swap", bare);
        vm.snapshotValue("leverage", "to 9x, 21 rounds", rounds);
        assertLe((ours - asking) * 100, bare * 105, "within 1.05 of a bare flash swap that asks no oracle either");
        assertLe((ours - asking) * 10, rounds * 2, "under a fifth of 21 rounds that ask no oracle either");
    }

    function _rival(string memory name, uint256[] memory amounts) private returns (uint256 used) {
        uint256 before = vm.snapshotState();
        IStrategy rival = IStrategy(vm.deployCode(name, abi.encode(address(this), AAVE, UNISWAP, CATEGORY)));
        deal(address(LST), address(rival), EQUITY);
        rival.deploy(EQUITY, "");
        rival.manage(abi.encode(true, amounts));
        used = _used();
        (int256 owned, int256 eth) = rival.exposure(0);
        assertApproxEqRel(uint256(owned), 9 * EQUITY, 0.01e18, name);
        assertLt(eth, 0, name);
        vm.revertToState(before);
    }

    function _single(uint256 debt) private pure returns (uint256[] memory amounts) {
        amounts = new uint256[](1);
        amounts[0] = debt;
    }

    /// @dev Each round borrows nearly all that the loan-to-value allows on what the last one bought; the last takes what is left.
    function _rounds(uint256 debt) private view returns (uint256[] memory amounts) {
        amounts = new uint256[](21);
        uint256 next = EQUITY * _par() / WAD * 90 / 100;
        uint256 left = debt;
        for (uint256 i; i < amounts.length; ++i) {
            amounts[i] = next < left && i != amounts.length - 1 ? next : left;
            left -= amounts[i];
            next = next * 90 / 100;
        }
    }
}
