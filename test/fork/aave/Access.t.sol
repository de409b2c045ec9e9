// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice Only the vault moves money, and only the expected contracts call back, only while it does.
contract AccessTest is AaveLoopTest {
    function setUp() public override {
        super.setUp();
        _deploy(100e18, _up(_debtFor(100e18, 300), 0));
    }

    function testFuzz_OnlyTheVaultMayCall(address caller) public {
        vm.assume(caller != address(vault));
        bytes memory expected = abi.encodeWithSelector(IStrategy.OnlyVault.selector, caller, address(vault));
        vm.startPrank(caller);
        vm.expectRevert(expected);
        loop.deploy(0, "");
        vm.expectRevert(expected);
        loop.free(1, "");
        vm.expectRevert(expected);
        loop.manage(_down(1e18, NO_BOUND));
        vm.expectRevert(expected);
        loop.leverUp(1e18, 0);
        vm.expectRevert(expected);
        loop.leverDown(1e18, NO_BOUND);
    }

    function test_TheVaultMayCallTheOperationsThemselves() public {
        vm.startPrank(address(vault));
        loop.leverDown(10e18, NO_BOUND);
        loop.leverUp(10e18, 0);
    }

    function test_UnknownOperationsAreRefused() public {
        bytes[3] memory unknown = [bytes(""), hex"3a8d2b", hex"deadbeef"];
        bytes4[3] memory selectors = [bytes4(0), bytes4(0x3a8d2b00), bytes4(0xdeadbeef)];
        for (uint256 i; i < unknown.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStrategy.UnknownOperation.selector, selectors[i]));
            vm.prank(address(vault));
            loop.manage(unknown[i]);
        }
    }

    /* SPOOFED CALLBACKS */

    function testFuzz_FlashLoanCallbackFromAnyoneIsRefused(address caller) public {
        bytes memory terms = _terms();
        _expectUnexpected(caller);
        vm.prank(caller);
        loop.executeOperation(new address[](1), new uint256[](1), new uint256[](1), address(loop), terms);
    }

    /// @dev Aave calls back whomever a borrower names.
    function test_FlashLoanThatAStrangerTookInItsNameIsRefused() public {
        address[] memory assets = new address[](1);
        assets[0] = address(WETH);
        uint256[] memory amounts = new uint256[](1);
        amounts[0] = 1e18;
        uint256[] memory modes = new uint256[](1);
        bytes memory terms = _terms();
        _expectUnexpected(address(AAVE));
        vm.prank(stranger);
        AAVE.flashLoan(address(loop), assets, amounts, modes, stranger, terms, 0);
    }

    /// @dev Even Aave itself, in our own name, outside an operation.
    function test_FlashLoanCallbackOutsideAnOperationIsRefused() public {
        bytes memory terms = _terms();
        _expectUnexpected(address(AAVE));
        vm.prank(address(AAVE));
        loop.executeOperation(new address[](1), new uint256[](1), new uint256[](1), address(loop), terms);
    }

    function testFuzz_SwapCallbackFromAnyoneIsRefused(address caller, int256 amount0, int256 amount1) public {
        _expectUnexpected(caller);
        vm.prank(caller);
        loop.uniswapV3SwapCallback(amount0, amount1, abi.encode(1e18, NO_BOUND));
    }

    function test_SwapCallbackOutsideAnOperationIsRefused() public {
        _expectUnexpected(address(UNISWAP));
        vm.prank(address(UNISWAP));
        loop.uniswapV3SwapCallback(1e18, -1e18, abi.encode(1e18, NO_BOUND));
    }

    function test_CallbacksAreClosedAgainAfterAnOperation() public {
        _leverUp(1e18);
        test_SwapCallbackOutsideAnOperationIsRefused();
        test_FlashLoanCallbackOutsideAnOperationIsRefused();
        _leverDown(1e18);
        test_SwapCallbackOutsideAnOperationIsRefused();
        test_FlashLoanCallbackOutsideAnOperationIsRefused();
    }

    function test_EtherComesFromWethAlone() public {
        vm.deal(stranger, 1e18);
        vm.prank(stranger);
        (bool ok, bytes memory reason) = address(loop).call{value: 1e18}("");
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IAaveV3Loop.UnexpectedCallback.selector, stranger));
    }

    function _expectUnexpected(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.UnexpectedCallback.selector, caller));
    }

    function _terms() private view returns (bytes memory) {
        return abi.encode(uint256(0), _par(), 2 * _par());
    }
}
