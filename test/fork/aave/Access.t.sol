// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
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
        this.leverThenSpoof(_up(1e18, 0));
        this.leverThenSpoof(_down(1e18, NO_BOUND));
    }

    /// @dev One outer call, so that operation and callback share a transaction, as an attacker's batch would.
    function leverThenSpoof(bytes calldata operation) external {
        vm.prank(address(vault));
        loop.manage(operation);
        test_SwapCallbackOutsideAnOperationIsRefused();
        test_FlashLoanCallbackOutsideAnOperationIsRefused();
    }

    /// @dev Should a token ever call out in the middle of an operation: whoever is called still gets nothing.
    function test_CallbacksFromOthersDuringAnOperationAreRefused() public {
        _intrude(
            address(loop),
            abi.encodeCall(loop.uniswapV3SwapCallback, (int256(0), int256(1e18), bytes(""))),
            address(LST)
        );
        _intrude(
            address(loop),
            abi.encodeCall(
                loop.executeOperation, (new address[](1), new uint256[](1), new uint256[](1), address(loop), _terms())
            ),
            address(LST)
        );
    }

    /// @dev Aave calls, during an operation, but for a loan that somebody else took.
    function test_FlashLoanOfAnotherDuringAnOperationIsRefused() public {
        address[] memory assets = new address[](1);
        assets[0] = address(WETH);
        uint256[] memory amounts = new uint256[](1);
        amounts[0] = 1e18;
        _intrude(
            address(AAVE),
            abi.encodeCall(
                AAVE.flashLoan, (address(loop), assets, amounts, new uint256[](1), address(LST), _terms(), 0)
            ),
            address(AAVE)
        );
    }

    /// @dev Has the LST call `target` in the middle of a lever-up.
    function _intrude(address target, bytes memory data, address refused) private {
        Intruder intruder = new Intruder();
        intruder.arm(target, data);
        bytes memory operation = _up(1e18, 0);
        vm.mockFunction(address(LST), address(intruder), abi.encodePacked(LST.approve.selector));
        _expectUnexpected(refused);
        vm.prank(address(vault));
        loop.manage(operation);
        vm.clearMockedCalls();
    }

    function test_EtherComesFromWethAlone() public {
        vm.deal(stranger, 1e18);
        vm.prank(stranger);
        (bool ok, bytes memory reason) = address(loop).call{value: 1e18}("");
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IStrategy.UnexpectedCallback.selector, stranger));
    }

    function _expectUnexpected(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IStrategy.UnexpectedCallback.selector, caller));
    }

    function _terms() private view returns (bytes memory) {
        return abi.encode(uint256(0), _par(), 2 * _par());
    }
}

/// @notice Code that a test puts in place of a token's `approve`; it runs in the token's name.
contract Intruder {
    address private immutable SELF = address(this);
    address private target;
    bytes private spoof;

    function arm(address target_, bytes calldata spoof_) external {
        (target, spoof) = (target_, spoof_);
    }

    function plan() external view returns (address, bytes memory) {
        return (target, spoof);
    }

    function approve(address, uint256) external returns (bool) {
        (address target_, bytes memory spoof_) = Intruder(SELF).plan();
        (bool ok, bytes memory reason) = target_.call(spoof_);
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
        return true;
    }
}
