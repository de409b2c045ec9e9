// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice What may leave is nothing while the lender's oracle is silent about either asset: a debt without a price is not a debt of nothing.
contract LenderOracleSilenceTest is AaveLoopTest {
    function setUp() public override {
        super.setUp();
        _deploy(100e18, _up(_debtFor(100e18, 200), 0));
        assertGt(loop.withdrawable(), 0);
    }

    function test_NothingLeavesWithoutThePriceOfTheDebt() public {
        vm.mockCallRevert(PROVIDER.getPriceOracle(), _priceOf(address(WETH)), "down");
        assertEq(loop.withdrawable(), 0);
    }

    function test_NothingLeavesWithoutThePriceOfTheCollateral() public {
        vm.mockCallRevert(PROVIDER.getPriceOracle(), _priceOf(address(LST)), "down");
        assertEq(loop.withdrawable(), 0);
    }

    function test_NothingLeavesAtAPriceOfZero() public {
        address[2] memory assets = [address(LST), address(WETH)];
        for (uint256 i; i < assets.length; ++i) {
            uint256 before = vm.snapshotState();
            vm.mockCall(PROVIDER.getPriceOracle(), _priceOf(assets[i]), abi.encode(0));
            assertEq(loop.withdrawable(), 0);
            vm.clearMockedCalls();
            vm.revertToState(before);
        }
    }

    function _priceOf(address asset) private pure returns (bytes memory) {
        return abi.encodeWithSignature("getAssetPrice(address)", asset);
    }
}
